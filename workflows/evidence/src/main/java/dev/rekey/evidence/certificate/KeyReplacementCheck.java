// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.KeyReplacement;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.words.PersonName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds each replacement of a lost instance key against who vouched for it: two people of the
 * roster, for exactly the entries that the lost key had sealed.
 */
final class KeyReplacementCheck {

  private final CertificateBody body;
  private final Findings findings;
  private final String own;

  KeyReplacementCheck(CertificateBody body, Findings findings) {
    this.body = body;
    this.findings = findings;
    this.own = CertificateBody.campaignChain(body.campaign());
  }

  void run() {
    body.chains()
        .getOrDefault(own, List.of())
        .forEach(entry -> {
          if (entry.type().equals(KeyReplacement.TYPE)) {
            replaced(entry);
          }
        });
  }

  private void replaced(Entry entry) {
    KeyReplacement replacement;
    try {
      replacement = KeyReplacement.read(entry.body());
    } catch (MalformedEvidence malformed) {
      findings.add(entry, String.valueOf(malformed.getMessage()));
      return;
    }
    Set<PersonName> people = new LinkedHashSet<>();
    replacement.vouched().forEach(signed -> vouched(entry, replacement, signed, people));
    if (people.size() < KeyReplacement.NEEDED) {
      findings.add(
          entry,
          "the instance key was replaced and %s vouched for it (expected: two people)"
              .formatted(people.isEmpty() ? "nobody" : people.iterator().next() + " alone"));
    }
    heads(entry, replacement);
  }

  private void vouched(
      Entry entry, KeyReplacement replacement, SignedStatement signed, Set<PersonName> people) {
    switch (StatementCheck.verify(signed, body.roster(), entry.at())) {
      case Checked.Invalid(String why) ->
          findings.add(entry, "a signature for the new instance key does not count: " + why);
      case Checked.Valid(var statement, var member) -> {
        String who = Shown.text(member.name().value());
        if (!replacement.isVouchedBy(statement, own)) {
          findings.add(
              entry, "what %s signed is not this instance key and these heads".formatted(who));
        } else if (!Authority.suffices(member, statement, null)) {
          findings.add(
              entry,
              "%s may not vouch for an instance key with the roles %s"
                  .formatted(who, member.roles()));
        } else {
          people.add(member.name());
        }
      }
    }
  }

  /** What was there before must be what was signed, all of it. */
  private void heads(Entry entry, KeyReplacement replacement) {
    var vouched = replacement.heads().heads();
    vouched.forEach((chain, head) -> {
      List<Entry> entries = body.chains().getOrDefault(chain, List.of());
      if (!stands(entries, head)) {
        findings.add(entry, "%s is not as it was vouched for".formatted(Shown.text(chain)));
      }
    });
    body.chains()
        .forEach((chain, entries) -> {
          Head head = vouched.get(chain);
          long sealed = head == null ? 0 : head.seq();
          entries.stream()
              .filter(one -> one.seq() == sealed + 1)
              .filter(one -> !one.equals(entry) && one.at().isBefore(entry.at()))
              .forEach(one ->
                  findings.add(
                      one,
                      "was there before the instance key was replaced, and nobody vouched for it"));
        });
    Head before = vouched.get(own);
    if (before == null || before.seq() != entry.seq() - 1) {
      findings.add(entry, "does not follow the entry up to which people vouched");
    }
  }

  private static boolean stands(List<Entry> entries, Head head) {
    return head.seq() >= 1
        && head.seq() <= entries.size()
        && entries.get((int) head.seq() - 1).head().equals(head);
  }
}
