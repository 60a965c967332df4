// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Holds the closing signatures against the body: who closed signed exactly this. */
final class ClosingCheck {

  private final Certificate certificate;
  private final Findings findings;
  private final List<PersonName> closers = new ArrayList<>();

  ClosingCheck(Certificate certificate, Findings findings) {
    this.certificate = certificate;
    this.findings = findings;
  }

  /** Checks all signatures; gives the people who closed, in the order of their statements. */
  List<PersonName> run() {
    for (SignedStatement signed : certificate.signatures()) {
      try {
        // A closing signature is checked as of when it was made: certificates are read much later.
        Instant made = Statement.parse(signed.text()).time();
        Checked checked = StatementCheck.verify(signed, certificate.body().roster(), made);
        switch (checked) {
          case Checked.Valid valid -> closing(valid);
          case Checked.Invalid(String why) ->
              findings.add("a closing signature does not count: " + why);
        }
      } catch (MalformedEvidence e) {
        findings.add("a closing signature cannot be read: " + e.getMessage());
      }
    }
    if (closers.isEmpty()) {
      findings.add("nobody who may close has signed this certificate as it is");
    }
    return List.copyOf(closers);
  }

  private void closing(Checked.Valid valid) {
    CertificateBody body = certificate.body();
    Statement statement = valid.statement();
    PersonName person = valid.member().name();
    String who = Shown.text(person.value());
    if (!statement.subject().equals(new CertificateSubject(body.digest()))) {
      findings.add(
          "what %s signed is not this certificate: its body has the digest %s, so it was altered"
                  .formatted(who, body.digest())
              + " after it was signed");
    } else if (!body.campaign().equals(statement.campaign())) {
      findings.add("%s closed another campaign".formatted(who));
    } else if (!Authority.suffices(valid.member(), statement, null)) {
      findings.add("%s may not close with the roles %s".formatted(who, valid.member().roles()));
    } else if (statement.time().plus(StatementCheck.CLOCK_SKEW).isBefore(body.closedAt())) {
      findings.add("%s signed before the campaign closed".formatted(who));
    } else if (closers.contains(person)) {
      findings.add("%s closed twice (expected: once)".formatted(who));
    } else {
      closers.add(person);
    }
  }
}
