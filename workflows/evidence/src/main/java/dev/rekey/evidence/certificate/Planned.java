// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.TeamName;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation's first entry recorded: the only credential that may die, and how.
 *
 * @param created when the credential was made; null if the system does not say
 * @param cutOff credentials made later were not leaked; null if there is no such time
 * @param ownerApproval whether the plan's approval alone does not suffice
 * @param shown the digest of all facts in the entry, which is what an approval names; null if the
 *     entry does not say
 */
record Planned(
    Disposition disposition,
    String credential,
    @Nullable Instant created,
    @Nullable Instant cutOff,
    TeamName owner,
    Overlap overlap,
    PlanSubject plan,
    boolean ownerApproval,
    @Nullable Digest shown) {

  static final String TYPE = "planned";

  /** What the entry holds beside what the owner is shown. */
  private static final Set<String> BESIDE_THE_FACTS =
      Set.of("shown", "plan", "plan-digest", "created", "cut-off");

  static Planned read(Entry entry) {
    Fields fields = Fields.of(TYPE, entry.body());
    Planned planned =
        new Planned(
            fields.oneOf("disposition", Disposition.class),
            fields.text("credential"),
            fields.instantOrNull("created"),
            fields.instantOrNull("cut-off"),
            owner(fields.text("owner")),
            fields.oneOf("overlap", Overlap.class),
            new PlanSubject(fields.count("plan"), fields.digest("plan-digest")),
            fields.has("owner-approval") && fields.flag("owner-approval"),
            fields.has("shown") ? fields.digest("shown") : null);
    if (!entry.chain().endsWith("/" + planned.credential())) {
      throw new MalformedEvidence(
          "planned: credential '%s' (expected: the one that the chain is named after)"
              .formatted(planned.credential()));
    }
    if (planned.shown() != null && !planned.shown().equals(digestOfFacts(entry))) {
      throw new MalformedEvidence(
          "planned: its facts are not those that people were shown (expected: the digest %s)"
              .formatted(planned.shown()));
    }
    return planned;
  }

  private static Digest digestOfFacts(Entry entry) {
    SortedMap<String, Object> facts = new TreeMap<>(entry.body());
    facts.keySet().removeAll(BESIDE_THE_FACTS);
    return Digest.ofText(CanonicalJson.write(facts));
  }

  private static TeamName owner(String name) {
    try {
      return new TeamName(name);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvidence("planned: " + e.getMessage());
    }
  }

  /**
   * Whether it was made after what was leaked, so that only a decision about itself may kill it.
   */
  boolean afterCutOff() {
    return created != null && cutOff != null && created.isAfter(cutOff);
  }

  /** Whether a replacement must stand before it dies (with no overlap issuing is the revoke). */
  boolean overlaps() {
    return disposition == Disposition.REPLACE && overlap != Overlap.NONE;
  }
}
