// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskCheck;
import dev.rekey.evidence.task.TaskChecked;
import dev.rekey.evidence.task.TaskReveal;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.TeamName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds it against the roster that every value which was shown was shown to who signed for it, with
 * a signature of its own, and for a place that this very rotation had people write.
 */
final class RevealsCheck {

  private final CertificateBody body;
  private final Map<String, RotationEnd> ends;
  private final Findings findings;
  private final Set<Digest> served = new LinkedHashSet<>();

  RevealsCheck(CertificateBody body, Map<String, RotationEnd> ends, Findings findings) {
    this.body = body;
    this.ends = ends;
    this.findings = findings;
  }

  void run() {
    body.chains().getOrDefault(CertificateBody.campaignChain(body.campaign()), List.of()).stream()
        .filter(entry -> entry.type().equals(TaskReveal.TYPE))
        .forEach(this::reveal);
  }

  private void reveal(Entry entry) {
    try {
      TaskReveal reveal = TaskReveal.read(entry.body());
      TaskStatement says = TaskStatement.parse(reveal.signed().text());
      RotationEnd end = ends.get(says.rotation());
      if (!reveal.body().equals(entry.body())) {
        findings.add(entry, "who a value was shown to is not who signed for it");
      } else if (end == null
          || says.act() != TaskAct.REVEAL
          || !says.campaign().equals(body.campaign())) {
        findings.add(entry, "a value was shown for another campaign, rotation or act");
      } else {
        objection(entry, reveal, says, end).ifPresent(wrong -> findings.add(entry, wrong));
      }
    } catch (IllegalArgumentException e) {
      // Evidence that cannot be read, or a name that is none.
      findings.add(entry, String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> objection(
      Entry entry, TaskReveal reveal, TaskStatement says, RotationEnd end) {
    if (!reveal.hands().equals(end.handWrites().get(says.operation()))) {
      return Optional.of(
          "a value was shown for %s, which had no hands of %s write a place"
              .formatted(Shown.text(says.operation()), Shown.text(reveal.hands())));
    }
    if (!served.add(says.digest())) {
      return Optional.of("a value was shown again for a signature that had served before");
    }
    List<TeamName> teams = new ArrayList<>(List.of(new TeamName(reveal.hands())));
    if (end.owner() != null) {
      teams.add(end.owner());
    }
    return TaskCheck.verify(reveal.signed(), body.roster(), teams, entry.at())
            instanceof TaskChecked.Invalid(String why)
        ? Optional.of("a value was shown to somebody who does not count: " + why)
        : Optional.empty();
  }
}
