// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Place;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an approval of a rotation is about, and its digest is of; each in its canonical form. */
final class RotationFacts {

  private RotationFacts() {}

  static SortedMap<String, Object> of(PlannedRotation planned) {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("campaign", planned.id().campaign().value());
    facts.put("credential", planned.id().credential().value());
    if (planned.deadline() != null) {
      facts.put("deadline", planned.deadline().facts());
    }
    facts.put("disposition", CanonicalJson.name(planned.disposition()));
    facts.put("exposure", planned.exposure());
    if (!planned.health().isEmpty()) {
      facts.put("health", planned.health().stream().map(HealthCheck::toString).toList());
    }
    facts.put("identity", planned.id().lane().identity().value());
    facts.put("kind", planned.id().lane().kind().value());
    facts.put("lag", planned.lag().toString());
    facts.put("overlap", CanonicalJson.name(planned.overlap()));
    if (planned.contained()) {
      facts.put("mode", CanonicalJson.name(planned.mode()));
    }
    if (!planned.openers().isEmpty()) {
      facts.put("openers", planned.openers().stream().map(Opener::facts).toList());
    }
    facts.put("owner", planned.owner().value());
    facts.put("owner-approval", planned.ownerApproval());
    facts.put("pace", planned.pace().facts());
    facts.put("places", planned.places().stream().map(RotationFacts::of).toList());
    facts.put("privilege", CanonicalJson.name(planned.privilege()));
    if (planned.quorum() > 1) {
      // Left out where it is one: so the digests of what was planned before stay what they were.
      facts.put("quorum", planned.quorum());
    }
    facts.put("slots", planned.slots());
    facts.put("system", planned.id().lane().system().value());
    facts.put("turn", planned.turn());
    facts.put("turns", planned.turns());
    if (!planned.unwell().isEmpty()) {
      facts.put("unwell", planned.unwell());
    }
    return Collections.unmodifiableSortedMap(facts);
  }

  static Digest digest(PlannedRotation planned) {
    return Digest.ofText(CanonicalJson.write(of(planned)));
  }

  private static SortedMap<String, Object> of(Place place) {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("location", place.location());
    facts.put("selectors", place.selectors());
    facts.put("system", place.system().value());
    return facts;
  }
}
