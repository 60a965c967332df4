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
import java.util.ArrayList;
import java.util.List;

/** Holds the closing signatures against the body: who closed signed exactly this. */
final class ClosingCheck {

  private final Certificate certificate;
  private final CertificateSubject subject;
  private final Findings findings;
  private final List<PersonName> closers = new ArrayList<>();

  ClosingCheck(Certificate certificate, Findings findings) {
    this.certificate = certificate;
    this.subject = new CertificateSubject(certificate.body().digest());
    this.findings = findings;
  }

  /** Checks all signatures; gives the people who closed, in the order of their statements. */
  List<PersonName> run() {
    certificate.signatures().forEach(this::signature);
    if (closers.isEmpty()) {
      findings.add("nobody who may close has signed this certificate as it is");
    }
    return List.copyOf(closers);
  }

  private void signature(SignedStatement signed) {
    Statement statement;
    try {
      statement = Statement.parse(signed.text());
    } catch (MalformedEvidence e) {
      findings.add("a closing signature cannot be read: " + e.getMessage());
      return;
    }
    String who = Shown.text(statement.person().value());
    if (!statement.subject().equals(subject)) {
      findings.add(
          ("what %s signed is not this certificate, whose body has the digest %s: it was altered"
                  + " after it was signed")
              .formatted(who, subject.body()));
      return;
    }
    // A closing signature is checked as of when it was made: certificates are read much later.
    switch (StatementCheck.verify(signed, certificate.body().roster(), statement.time())) {
      case Checked.Valid valid -> closing(valid, who);
      case Checked.Invalid(String why) ->
          findings.add("a closing signature does not count: " + why);
    }
  }

  private void closing(Checked.Valid valid, String who) {
    CertificateBody body = certificate.body();
    Statement statement = valid.statement();
    PersonName person = valid.member().name();
    if (!body.campaign().equals(statement.campaign())) {
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
