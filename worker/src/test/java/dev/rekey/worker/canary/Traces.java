// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import dev.rekey.worker.api.ApiConfiguration;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.temporal.CodecKey;
import dev.rekey.worker.temporal.SealingCodec;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;

/** Where Rekey leaves traces, each handed to a scanner. */
final class Traces {

  private Traces() {}

  /** Every table as text, and every binary column as it is. */
  static void database(JdbcClient jdbc, Scanner scanner) {
    jdbc.sql("checkpoint").update();
    for (String table :
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
            .query((row, _) -> row.getString(1))
            .list()) {
      jdbc.sql("select t::text from \"%s\" t".formatted(table))
          .query(row -> {
            scanner.text("table " + table, row.getString(1));
          });
    }
    jdbc.sql("select sealed from escrow union all select sealed from found_value")
        .query(row -> {
          scanner.bytes("escrow", row.getBytes(1));
        });
  }

  /**
   * What every GET of the API answers; returns the paths that are there.
   *
   * @param variables what stands for each variable of a path
   */
  static Collection<String> answers(Api api, Map<String, String> variables, Scanner scanner) {
    TreeSet<String> paths = new TreeSet<>();
    for (Class<?> controller : ApiConfiguration.class.getAnnotation(Import.class).value()) {
      for (Method method : controller.getDeclaredMethods()) {
        GetMapping mapping = method.getAnnotation(GetMapping.class);
        for (String path : mapping == null ? new String[0] : mapping.value()) {
          paths.add(filled(path.replace("/api/v1", ""), variables));
        }
      }
    }
    paths.removeIf(path -> {
      Api.Answer answer = api.get(path);
      scanner.text("GET " + path, answer.body());
      assertThat(answer.status()).as(path).isIn(200, 404);
      return answer.status() == 404;
    });
    return paths;
  }

  private static String filled(String path, Map<String, String> variables) {
    String filled = path;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      filled = filled.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    return filled;
  }

  /** Every payload of every history, decoded. */
  static int histories(String temporal, Path codecKey, Scanner scanner) {
    SealingCodec codec = new SealingCodec(CodecKey.at(codecKey), "rekey");
    WorkflowServiceStubs service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build());
    try {
      WorkflowClient client =
          WorkflowClient.newInstance(
              service, WorkflowClientOptions.newBuilder().setNamespace("rekey").build());
      List<Payload> payloads = new ArrayList<>();
      client
          .listExecutions("")
          .forEach(run -> {
            String workflow = run.getExecution().getWorkflowId();
            client
                .fetchHistory(workflow, run.getExecution().getRunId())
                .getEvents()
                .forEach(event -> {
                  scanner.bytes("history of " + workflow, event.toByteArray());
                  collect(event, payloads);
                });
          });
      for (Payload decoded : codec.decode(payloads)) {
        scanner.bytes("decoded history", decoded.getData().toByteArray());
      }
      return payloads.size();
    } finally {
      service.shutdownNow();
    }
  }

  private static void collect(MessageOrBuilder message, List<Payload> payloads) {
    if (message instanceof Payload payload) {
      payloads.add(payload);
      return;
    }
    for (Object value : message.getAllFields().values()) {
      if (value instanceof Message one) {
        collect(one, payloads);
      } else if (value instanceof List<?> many) {
        many.stream()
            .filter(Message.class::isInstance)
            .map(Message.class::cast)
            .forEach(one -> collect(one, payloads));
      }
    }
  }

  /** Command line and environment of a process and of all that it started. */
  static int processes(Collection<Long> roots, Scanner scanner) throws IOException {
    List<Long> all = new ArrayList<>(roots);
    for (long root : roots) {
      ProcessHandle.of(root).stream()
          .flatMap(ProcessHandle::descendants)
          .forEach(child -> all.add(child.pid()));
    }
    for (long pid : all) {
      for (String what : List.of("cmdline", "environ")) {
        Path file = Path.of("/proc", String.valueOf(pid), what);
        if (Files.isReadable(file)) {
          scanner.bytes(what + " of process " + pid, Files.readAllBytes(file));
        }
      }
    }
    return all.size();
  }

  /** How many files a folder has whose name ends like that. */
  static long files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }
}
