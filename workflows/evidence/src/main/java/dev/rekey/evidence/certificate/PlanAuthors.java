// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.words.PersonName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who wrote which plan, as the campaign's own chain holds it; of plans that it does not name, the
 * author of the last one.
 */
final class PlanAuthors {

  private final Map<PlanSubject, PersonName> authors = new LinkedHashMap<>();
  private final PersonName last;

  private PlanAuthors(PersonName last) {
    this.last = last;
  }

  static PlanAuthors of(CertificateBody body) {
    PlanAuthors found = new PlanAuthors(body.author());
    List<Entry> chain =
        body.chains().getOrDefault(CertificateBody.campaignChain(body.campaign()), List.of());
    chain.stream().filter(entry -> entry.type().equals("plan")).forEach(found::read);
    found.authors.put(body.plan(), body.author());
    return found;
  }

  private void read(Entry entry) {
    Fields fields = Fields.of("plan", entry.body());
    try {
      authors.put(
          new PlanSubject(fields.count("number"), fields.digest("digest")),
          new PersonName(fields.text("author")));
    } catch (IllegalArgumentException unreadable) {
      // What cannot be read names nobody; its plan counts as the last author's.
      return;
    }
  }

  PersonName of(PlanSubject plan) {
    return authors.getOrDefault(plan, last);
  }
}
