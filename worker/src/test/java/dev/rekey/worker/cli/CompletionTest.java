// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.api.CampaignState;
import dev.rekey.worker.cli.api.StatusView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script is run by a real bash, which is asked what it would offer. */
@Timeout(120)
class CompletionTest {

  @TempDir Path folder;

  private CommandLineRig rig = new CommandLineRig(Path.of("."));
  private Path script = Path.of(".");

  @BeforeEach
  void start() throws IOException {
    rig = new CommandLineRig(folder);
    script = Files.writeString(folder.resolve("rekey.bash"), rig.run("completion", "bash").out());
  }

  /** What bash offers for the last word of a line. */
  private List<String> offered(String line) throws IOException, InterruptedException {
    String asks =
        """
        set -u
        . "$1"
        read -r -a COMP_WORDS <<<"$2"
        [[ $2 != *' ' ]] || COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _rekey
        [[ ${#COMPREPLY[@]} == 0 ]] || printf '%s\\n' "${COMPREPLY[@]}"
        """;
    Process bash =
        new ProcessBuilder("bash", "-c", asks, "bash", script.toString(), line)
            .redirectErrorStream(true)
            .start();
    bash.getOutputStream().close();
    List<String> lines =
        new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).as(lines::toString).isZero();
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "rekey cam, campaign",
    "./rekey cam, campaign",
    "rekey campaign wa, watch",
    "rekey campaign new x --exposed-f, --exposed-from",
    "rekey --home /tmp playbook li, lint list",
    "rekey status -o , text json",
    "rekey status --output js, json",
    "rekey plan sh, show",
    "rekey intake --home , ''"
  })
  void offersWhatFits(String line, String offered) throws Exception {
    // The parser of the table takes the blank away that says a word begins.
    String typed = line.matches(".*(-o|--home)") ? line + " " : line;
    assertThat(offered(typed))
        .containsExactlyElementsOf(offered.isEmpty() ? List.of() : List.of(offered.split(" ", -1)));
  }

  @Test
  void offersEveryCommand() throws Exception {
    assertThat(offered("rekey "))
        .contains("up", "playbook", "campaign", "except", "completion", "--help");
  }

  @Test
  void offersTheNamesOfCampaignsWhereOneIsMeant() throws Exception {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.answers(
          "GET /status",
          new StatusView(
              "0",
              new StatusView.TemporalAt("t", null, "rekey"),
              "d",
              List.of(
                  new StatusView.CampaignLine("okta-2026-11", CampaignState.RUNNING),
                  new StatusView.CampaignLine("other", CampaignState.RUNNING)),
              List.of()));
      Path fake =
          Files.writeString(
              folder.resolve("rekey"),
              "#!/bin/sh\n[ \"$*\" = 'completion campaigns' ] && printf '%s'\n"
                  .formatted(rig.run("completion", "campaigns").out().replace("\n", "\\n")));
      assertThat(fake.toFile().setExecutable(true)).isTrue();

      assertThat(offered(fake + " approve ok")).containsExactly("okta-2026-11");
      assertThat(offered(fake + " campaign status ")).contains("okta-2026-11", "other");
      assertThat(offered(fake + " campaign status okta-2026-11 ot")).isEmpty();
    }
  }

  @Test
  void withoutAServerThereAreNoNamesAndNoMessage() {
    assertThat(rig.run("completion", "campaigns"))
        .isEqualTo(new CommandLineRig.Outcome(ExitCode.DONE, "", ""));
  }

  @Test
  void zshIsTaughtToUnderstandTheSame() {
    assertThat(rig.run("completion", "zsh").out())
        .startsWith("autoload -U +X compinit")
        .contains("bashcompinit", "complete -o default -F _rekey rekey");
  }

  @Test
  void otherShellsAreNamed() {
    assertThat(rig.run("completion", "fish").err())
        .isEqualTo("rekey: 'fish' (expected: bash or zsh)\n");
  }
}
