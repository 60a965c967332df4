// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.SaltedSecret;
import dev.rekey.worker.cli.api.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a person signs what they say about a task. */
record TaskDesk(Session session, SigningOptions options) {

  private static final Duration VALID = Duration.ofHours(1);

  /** Signs what was done, or that a value is to be shown. */
  SignedStatement sign(TaskView task, TaskAct act, String says, List<String> shown) {
    return sign(statement(task, act, says, null, null), task, shown);
  }

  /** Signs that this is the new credential's value. */
  SignedStatement sign(TaskView task, CredentialId credential, SaltedSecret value) {
    return sign(
        statement(task, TaskAct.HAND_IN, "", credential, new Digest(value.digest())),
        task,
        List.of("new one     %s, with the value that was typed".formatted(credential)));
  }

  private TaskStatement statement(
      TaskView task,
      TaskAct act,
      String says,
      @Nullable CredentialId credential,
      @Nullable Digest value) {
    Instant now = session.now();
    return new TaskStatement(
        new CampaignName(task.campaign()),
        task.rotation(),
        task.operation(),
        act,
        Digest.ofText(task.instructions()),
        options.person,
        says,
        credential,
        value,
        now,
        now.plus(VALID));
  }

  private SignedStatement sign(TaskStatement statement, TaskView task, List<String> shown) {
    List<String> lines = new ArrayList<>();
    lines.add("task %d      %s by hand".formatted(task.task(), task.work()));
    lines.add("rotation    " + task.rotation());
    lines.addAll(shown);
    return new SigningDesk(session, options).sign(statement, lines);
  }
}
