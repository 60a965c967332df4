// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.Shares;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rekey demo}: exit code 0 only if the campaign closed whole. */
@Command(
    name = "rekey demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Undoes a breach on real servers: watch it, then look at what it left behind.",
    description = {
      "",
      "Starts PostgreSQL, Temporal, OpenBao and an AWS sandbox on this machine, leaks keys, secret-ids,"
          + " tokens and passwords, and replaces or ends every one of them while applications work"
          + " on with them and an attacker keeps trying the leaked ones.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  rekey demo",
      "  rekey demo --size 12 --keep",
      "  rekey demo -o json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:closed whole, no consumer failed where old and new overlap, nothing dead let anybody in",
      "1:it did not",
      "2:wrong usage"
    })
public final class Demo implements Callable<Integer> {

  private static final int MOST = 500;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "60",
      description = "how many credentials leak, 12 to 500 (default: ${DEFAULT-VALUE})")
  private int size;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "what to print at the end (default: ${DEFAULT-VALUE})")
  private String output = "text";

  @Option(names = "--keep", description = "leave everything running at the end")
  private boolean keep;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "where its state is kept; made anew each time (default: .rekey-demo in your home)")
  private @Nullable Path state;

  private Demo() {}

  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Demo());
    commandLine.setExecutionExceptionHandler((failure, _, _) -> {
      System.err.println("rekey demo: " + failure.getMessage());
      System.err.println("next: look at the log files in the demo's folder, or run it again");
      return 1;
    });
    System.exit(commandLine.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (size < Shares.LEAST || size > MOST) {
      System.err.println("--size: %d (expected: %d to %d)".formatted(size, Shares.LEAST, MOST));
      return 2;
    }
    if (!output.equals("text") && !output.equals("json")) {
      System.err.println("--output: '%s' (expected: text or json)".formatted(output));
      return 2;
    }
    Path folder = state == null ? Path.of(System.getProperty("user.home"), ".rekey-demo") : state;
    boolean json = output.equals("json");
    Stage stage = new Stage(json ? System.err : System.out);
    try (Sandbox sandbox = Sandbox.open(folder.toAbsolutePath(), size, keep, stage)) {
      Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "demo-end"));
      Result result = new Story(sandbox, stage).tell();
      if (json) {
        System.out.println(result.json());
      } else {
        result.print(stage, sandbox);
      }
      if (keep) {
        new CountDownLatch(1).await();
      }
      return result.isGood() ? 0 : 1;
    }
  }
}
