// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.DecisionView;
import dev.rekey.worker.cli.api.PendingView;
import dev.rekey.worker.cli.api.RotationView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Before a person signs, they read whose consumers were not well before anything was done. */
@Timeout(60)
class UnwellConsumersTest {

  private static final String SAID = "https://shop.example.com/health answered 503 (expected: 200)";

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
    rig.run("key", "new", "--person", "olga@example.com", "--out", key());
    server.answers(
        "POST /campaigns/okta/decisions",
        new DecisionView(Digest.ofText("signed").value(), true, 1, 0, List.of()));
    server.answers("GET /campaigns/okta/rotations?state=held", List.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String key() {
    return folder.resolve("olga_ed25519").toString();
  }

  private Outcome approve(List<RotationView> waiting) {
    server.answers(
        "GET /campaigns/okta/pending", new PendingView(null, waiting, List.of(), List.of()));
    return rig.run("approve", "okta", "--all", "--as", "olga@example.com", "--key", key(), "--yes");
  }

  @Test
  void theyAreNamedFirstHoweverManyWait() {
    List<RotationView> waiting = new ArrayList<>();
    for (int i = 1; i < 40; i++) {
      waiting.add(SampleRotation.waiting("AKIA" + i, List.of()));
    }
    waiting.add(SampleRotation.waiting("AKIA40", List.of(SAID)));

    Outcome said = approve(waiting);

    assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.DONE);
    assertThat(said.err())
        .containsSubsequence(
            "NOT WELL    consumers of 1 of them",
            "aws-prod/ci/iam-access-key/AKIA40",
            "NOT WELL before anything was done: " + SAID,
            "AKIA1 ",
            "and 20 more");
  }

  @Test
  void whereAllAreWellNothingIsSaidOfThem() {
    assertThat(approve(List.of(SampleRotation.waiting("AKIA1", List.of()))).err())
        .doesNotContain("NOT WELL");
  }
}
