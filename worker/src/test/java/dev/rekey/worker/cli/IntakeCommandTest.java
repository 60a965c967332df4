// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.IntakeView;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IntakeCommandTest {

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;
  private Path list;

  @BeforeEach
  void start() throws IOException {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
    list = Files.writeString(folder.resolve("keys.csv"), "Login,Key\nalice,AKIA1\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aMapIsReadFromAFileBesideWhatFlagsSay() throws IOException {
    Path map =
        Files.writeString(
            folder.resolve("keys.map"),
            "# how the CMDB calls it\ncolumn identity=Login\nalways owner=payments\n\nignore-others\n");

    rig.run(
        "intake",
        "okta",
        list.toString(),
        "--map",
        map.toString(),
        "--column",
        "credential_id=Key",
        "--inventory");

    assertThat(server.asked())
        .singleElement()
        .satisfies(asked ->
            assertThat(URLDecoder.decode(asked, StandardCharsets.UTF_8))
                .contains(
                    "column=credential_id=Key",
                    "column=identity=Login",
                    "always=owner=payments",
                    "ignore-others=true",
                    "inventory=true"));
  }

  @Test
  void allMistakesOfAMapAreToldAndNothingIsSent() throws IOException {
    Path map =
        Files.writeString(folder.resolve("keys.map"), "colum identity=Login\n\nowner=\u202epay\n");

    Outcome said = rig.run("intake", "okta", list.toString(), "--map", map.toString());

    assertThat(said.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said.err())
        .contains("keys.map:1: 'colum identity=Login'", "keys.map:3: 'owner=\\u{202e}pay'");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whatFollowsIsWhatTheServerSaysAndEarlierRowsAreCounted() {
    server.answers(
        "POST /campaigns/okta/sources/keys.csv",
        new IntakeView(
            "keys.csv", 1, 1, List.of(), List.of(), 2, "rekey campaign amend okta --as PERSON"));

    Outcome said = rig.run("intake", "okta", list.toString());

    assertThat(said.out())
        .contains("1 rows, 1 resolved, 0 unresolved", "2 rows of earlier lists are resolved by it");
    assertThat(said.err()).contains("rekey campaign amend okta --as PERSON");
  }
}
