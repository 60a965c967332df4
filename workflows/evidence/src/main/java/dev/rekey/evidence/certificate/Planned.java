// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.TeamName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation's first entry recorded: the only credential that may die, and how.
 *
 * @param created when the credential was made; null if the system does not say
 * @param cutOff credentials made later were not leaked; null if there is no such time
 */
record Planned(
    Disposition disposition,
    String credential,
    @Nullable Instant created,
    @Nullable Instant cutOff,
    TeamName owner,
    Overlap overlap,
    PlanSubject plan) {

  static final String TYPE = "planned";

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
            new PlanSubject(fields.count("plan"), fields.digest("plan-digest")));
    if (!entry.chain().endsWith("/" + planned.credential())) {
      throw new MalformedEvidence(
          "planned: credential '%s' (expected: the one that the chain is named after)"
              .formatted(planned.credential()));
    }
    return planned;
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
