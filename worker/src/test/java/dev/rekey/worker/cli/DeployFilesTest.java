// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** What deploy/ starts is what the command line takes, and both kinds of files start the same. */
@Timeout(60)
class DeployFilesTest {

  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final String MAIN = Rekey.class.getName();

  private static List<String> unit(String file) throws IOException {
    return Files.readAllLines(DEPLOY.resolve(file)).stream()
        .filter(line -> line.startsWith("ExecStart="))
        .map(line -> line.substring("ExecStart=".length()))
        .map(line -> line.replace("$SERVES", "--core --serves aws-prod,bao-prod"))
        .flatMap(line -> Arrays.stream(line.split(" ", -1)))
        .toList();
  }

  private static Map<String, List<String>> compose() throws IOException {
    Map<?, ?> file =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(DEPLOY.resolve("compose.yaml")));
    assertThat(file.keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder("x-rekey", "services", "volumes");
    assertThat(keys(requireNonNull(file.get("x-rekey"))))
        .isSubsetOf(
            "image",
            "user",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "restart",
            "stop_grace_period",
            "volumes");
    Map<String, List<String>> commands = new TreeMap<>();
    ((Map<?, ?>) requireNonNull(file.get("services")))
        .forEach((name, service) -> {
          assertThat(keys(service))
              .isSubsetOf("<<", "command", "depends_on", "user", "cap_add", "restart");
          commands.put(
              name.toString(),
              ((List<?>) requireNonNull(((Map<?, ?>) service).get("command")))
                  .stream().map(Object::toString).toList());
        });
    return commands;
  }

  private static List<String> keys(Object map) {
    return ((Map<?, ?>) map).keySet().stream().map(Object::toString).toList();
  }

  private static List<String> words(List<String> command) {
    return command.subList(command.indexOf(MAIN) + 1, command.size());
  }

  private static void requireTaken(List<String> words) {
    GlobalOptions options = new GlobalOptions();
    CommandLine tree =
        CommandTree.of(options, new Session(Surroundings.ofThisProcess(), options), words);
    assertThat(InputErrors.of(tree.parseArgs(words.toArray(String[]::new)))).isEmpty();
  }

  @Test
  void unitsAndComposeStartTheSameCommandsAndTheCommandLineTakesThem() throws IOException {
    Map<String, List<String>> compose = compose();
    for (Map.Entry<String, String> one :
        Map.of("server", "rekey-server.service", "worker", "rekey-worker@.service").entrySet()) {
      List<String> unit = unit(one.getValue());
      List<String> container = compose.getOrDefault(one.getKey(), List.of());

      assertThat(unit).as(one.getValue()).contains(MAIN);
      assertThat(words(unit)).isEqualTo(words(container)).startsWith(one.getKey());
      requireTaken(words(unit));
    }
  }

  @Test
  void nothingInThemIsASecret() throws IOException {
    for (String file : List.of("rekey-server.service", "rekey-worker@.service", "compose.yaml")) {
      assertThat(Files.readString(DEPLOY.resolve(file)).toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("password=", "token=", "api-key=", "environment:");
    }
  }
}
