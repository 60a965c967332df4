// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.scope.ColumnMap;
import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which rows are switched off for a while, and what whoever approves reads of it. */
@Timeout(60)
class BrownoutTest {

  private static PlannedRotation planned(String places, String disposition) {
    String csv =
        "system,identity,kind,credential_id,owner,privilege,places,disposition\n"
            + "aws-prod,alice,iam-access-key,AKIA-1,payments,read,%s,%s\n"
                .formatted(places, disposition);
    IntakeResult.Read read =
        (IntakeResult.Read)
            Intake.read(
                "leaked.csv",
                csv.getBytes(StandardCharsets.UTF_8),
                ColumnMap.NONE,
                Samples.systems());
    Playbook usual = Samples.playbook(0, 10, ApprovalRule.NONE);
    Playbook asking =
        Playbook.of(
            usual.name(),
            usual.connector(),
            usual.kind(),
            usual.approval(),
            usual.canary(),
            usual.waveSize(),
            usual.pace().brownedOutFor(Duration.ofMinutes(10)),
            usual.brake(),
            usual.defaultSelectors());
    return Planner.plan(Samples.request(read.rows(), asking)).rotations().getFirst();
  }

  @Test
  void whatNobodyKnowsTheUsersOfIsSwitchedOffForAWhile() {
    PlannedRotation one = planned("", "retire");

    assertThat(one.pace().brownout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(one.facts()).extractingByKey("pace").asString().contains("brownout=PT10M");
    assertThat(one.why())
        .contains("consumers unknown: switched off for PT10M first, to see who misses it");
  }

  @Test
  void whoseConsumersAreKnownIsNot() {
    PlannedRotation one = planned("bao:secret/alice", "replace");

    assertThat(one.pace().brownout()).isZero();
    assertThat(one.facts()).extractingByKey("pace").asString().doesNotContain("brownout");
    assertThat(one.why()).doesNotContain("switched off");
  }

  @Test
  void whereItCannotBeHadTheRowSaysWhy() {
    PlannedRotation now = planned("", "revoke-now");

    assertThat(now.pace().brownout()).isZero();
    assertThat(now.why())
        .contains("not switched off first to see who misses it: it is revoked at once");
  }
}
