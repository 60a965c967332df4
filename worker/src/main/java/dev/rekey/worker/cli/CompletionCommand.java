// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.NoServer;
import dev.rekey.worker.cli.api.StatusView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Teaches a shell to complete Rekey's commands. */
@Command(
    name = "completion",
    header = "Print what your shell needs to complete commands, options and campaigns.",
    footer = {"Examples:", "  rekey completion bash", "  rekey completion zsh"},
    description = {
      "In bash: . <(rekey completion bash), for good in ~/.bashrc. In zsh: keep it in a file, and"
          + " source that in ~/.zshrc.",
      "Names of campaigns come from the server while you type; without one there are none."
    })
final class CompletionCommand extends RekeyCommand {

  private static final List<String> KNOWN = List.of("bash", "zsh", Completion.CAMPAIGNS);

  @Parameters(paramLabel = "bash|zsh", description = "Which shell.")
  String shell;

  CompletionCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (!KNOWN.contains(shell)) {
      mistakes.add("'%s' (expected: bash or zsh)".formatted(shell));
    }
  }

  @Override
  ExitCode run() {
    String text =
        switch (shell) {
          case "bash" -> Completion.bash(all());
          case "zsh" -> Completion.zsh(all());
          default -> campaigns();
        };
    session().terminal().data(text.getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE;
  }

  private CommandLine all() {
    return CommandTree.of(new GlobalOptions(), session(), List.of());
  }

  private String campaigns() {
    try {
      StringBuilder names = new StringBuilder();
      session()
          .server()
          .get(StatusView.class, Endpoint.of("status"))
          .campaigns()
          .forEach(campaign -> names.append(campaign.name()).append('\n'));
      return names.toString();
    } catch (NoServer nobody) {
      // A shell that completes is no place for a message.
      return "";
    }
  }
}
