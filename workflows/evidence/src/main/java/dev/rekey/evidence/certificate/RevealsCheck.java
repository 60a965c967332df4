// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskCheck;
import dev.rekey.evidence.task.TaskChecked;
import dev.rekey.evidence.task.TaskReveal;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.TeamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds it against the roster that every value which was shown was shown to who signed for it. */
final class RevealsCheck {

  private final CertificateBody body;
  private final Map<String, RotationEnd> ends;
  private final Findings findings;

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
      if (!reveal.body().equals(entry.body())) {
        findings.add(entry, "who a value was shown to is not who signed for it");
        return;
      }
      TaskStatement says = TaskStatement.parse(reveal.signed().text());
      RotationEnd end = ends.get(says.rotation());
      List<TeamName> teams = new ArrayList<>(List.of(new TeamName(reveal.hands())));
      if (end != null && end.owner() != null) {
        teams.add(end.owner());
      }
      boolean about =
          says.act() == TaskAct.REVEAL && says.campaign().equals(body.campaign()) && end != null;
      if (!about) {
        findings.add(entry, "a value was shown for another campaign, rotation or act");
      } else if (TaskCheck.verify(reveal.signed(), body.roster(), teams, entry.at())
          instanceof TaskChecked.Invalid(String why)) {
        findings.add(entry, "a value was shown to somebody who does not count: " + why);
      }
    } catch (IllegalArgumentException e) {
      // Evidence that cannot be read, or a name that is none.
      findings.add(entry, String.valueOf(e.getMessage()));
    }
  }
}
