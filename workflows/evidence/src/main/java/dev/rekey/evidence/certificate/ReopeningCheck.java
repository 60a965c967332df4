// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.words.PersonName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was closed goes on only if two people signed that, about the very certificate it was closed
 * with; what is alive again is so by their word.
 */
final class ReopeningCheck {

  private final CertificateBody body;
  private final Findings findings;

  ReopeningCheck(CertificateBody body, Findings findings) {
    this.body = body;
    this.findings = findings;
  }

  void run() {
    String own = CertificateBody.campaignChain(body.campaign());
    Digest closed = null;
    for (Entry entry : body.chains().getOrDefault(own, List.of())) {
      try {
        if (entry.type().equals("closed") || entry.type().equals("settled")) {
          closed = Fields.of(entry.type(), entry.body()).digest("certificate");
        } else if (entry.type().equals(Reopening.TYPE)) {
          reopened(entry, closed);
          closed = null;
        } else if (closed != null && isWork(entry)) {
          findings.add(
              entry, "goes on after it was closed (expected: reopened by two people first)");
        }
      } catch (MalformedEvidence malformed) {
        findings.add(entry, String.valueOf(malformed.getMessage()));
      }
    }
  }

  /** Lists may come after the end; to plan what they say takes two people. */
  private static boolean isWork(Entry entry) {
    return entry.type().equals("plan");
  }

  private void reopened(Entry entry, @Nullable Digest closed) {
    Reopening reopening = Reopening.read(entry.body());
    if (!reopening.certificate().equals(closed)) {
      findings.add(
          entry,
          "reopens certificate %s (expected: %s, with which it was closed last)"
              .formatted(reopening.certificate(), closed));
    }
    Map<PersonName, Statement> people = new LinkedHashMap<>();
    for (SignedStatement signed : reopening.signed()) {
      counted(entry, signed)
          .ifPresent(valid -> people.put(valid.member().name(), valid.statement()));
    }
    List<Statement> statements = List.copyOf(people.values());
    boolean both =
        statements.size() == Reopening.NEEDED
            && statements.getFirst().verb() == Verb.REOPEN
            && statements
                .getFirst()
                .subject()
                .equals(new CertificateSubject(reopening.certificate()))
            && statements.getLast().verb() == Verb.COUNTERSIGN
            && statements
                .getLast()
                .subject()
                .equals(new StatementSubject(statements.getFirst().digest()));
    if (!both) {
      findings.add(
          entry,
          "is reopened by %d people (expected: one who signs about that certificate, and another who"
                  .formatted(statements.size())
              + " countersigns)");
    }
  }

  private Optional<Checked.Valid> counted(Entry entry, SignedStatement signed) {
    return switch (StatementCheck.verify(signed, body.roster(), entry.at())) {
      case Checked.Invalid(String why) -> {
        findings.add(entry, "a signature to reopen does not count: " + why);
        yield Optional.empty();
      }
      case Checked.Valid(Statement statement, Member member)
          when body.campaign().equals(statement.campaign())
              && Authority.suffices(member, statement, null) ->
          Optional.of(new Checked.Valid(statement, member));
      case Checked.Valid(var _, Member member) -> {
        findings.add(entry, "%s may not reopen this campaign".formatted(member.name()));
        yield Optional.empty();
      }
    };
  }
}
