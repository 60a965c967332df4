// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The text that people sign about their tasks says all that it needs, and reads back as it is. */
@Timeout(60)
class TaskStatementTest {

  private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

  private static TaskStatement says(
      TaskAct act, String says, @Nullable CredentialId credential, @Nullable Digest value) {
    return new TaskStatement(
        new CampaignName("okta-2026-11"),
        "okta-2026-11/sheets/svc/api-token/tok-1",
        "tok-1/issue",
        act,
        Digest.ofText("instructions"),
        new PersonName("hugo@example.com"),
        says,
        credential,
        value,
        NOW,
        NOW.plusSeconds(60));
  }

  @Test
  void itReadsBackByteForByteAndIsNoDecision() {
    TaskStatement value =
        says(TaskAct.HAND_IN, "", new CredentialId("tok-2"), Digest.ofText("salt and value"));

    assertThat(TaskStatement.parse(value.text())).isEqualTo(value);
    assertThat(TaskStatement.parse(says(TaskAct.REVEAL, "", null, null).text()).act())
        .isEqualTo(TaskAct.REVEAL);
    assertThatThrownBy(() -> Statement.parse(value.text())).isInstanceOf(MalformedEvidence.class);
    assertThatThrownBy(() -> TaskStatement.parse(value.text().replace("task/v1", "decision/v1")))
        .hasMessageContaining("expected: rekey/task/v1");
    assertThatThrownBy(() -> TaskStatement.parse(value.text().replace("00:00Z", "00:00.0000001Z")))
        .isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void whatSaysNothingOrHalfOfItIsNoStatement() {
    assertThatThrownBy(() -> says(TaskAct.HAND_IN, " ", null, null))
        .hasMessageContaining("expected: what was done, in 1 to 2000 characters");
    assertThatThrownBy(() -> says(TaskAct.HAND_IN, "x".repeat(2001), null, null))
        .isInstanceOf(MalformedEvidence.class);
    assertThatThrownBy(() -> says(TaskAct.HAND_IN, "done", new CredentialId("tok-2"), null))
        .hasMessageContaining("expected: both with a new value");
    assertThatThrownBy(
            () -> says(TaskAct.REVEAL, "", new CredentialId("tok-2"), Digest.ofText("value")))
        .isInstanceOf(MalformedEvidence.class);
  }
}
