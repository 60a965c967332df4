// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Place;
import dev.rekey.words.TeamName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation's first entry recorded: the only credential that may die, and how.
 *
 * @param created when the credential was made; null if nobody knew when it was planned
 * @param cutOff credentials made later were not leaked; null if there is no such time
 * @param exposed whether a row says of this very credential why it leaked
 * @param lag how long the system may take until a revoke holds everywhere; null if the entry does
 *     not say
 * @param ownerApproval whether the plan's approval alone does not suffice
 * @param contained whether what approves the plan is a signed cut
 * @param shown the digest of all facts in the entry, which is what an approval names; null if the
 *     entry does not say
 * @param facts all that an approval is about
 */
record Planned(
    Disposition disposition,
    String credential,
    @Nullable Instant created,
    @Nullable Instant cutOff,
    TeamName owner,
    Overlap overlap,
    PlanSubject plan,
    boolean exposed,
    @Nullable Duration lag,
    boolean ownerApproval,
    boolean contained,
    @Nullable Digest shown,
    SortedMap<String, Object> facts) {

  static final String TYPE = "planned";

  /** Under this name the facts say until when it is to be dead, and what then. */
  private static final String DEADLINE = "deadline";

  /** Under this name the facts say which consumers were not well before the owner was asked. */
  private static final String UNWELL = "unwell";

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
            !Objects.requireNonNullElse(fields.textOrNull("exposure"), "").isBlank(),
            lag(fields.textOrNull("lag")),
            fields.has("owner-approval") && fields.flag("owner-approval"),
            "contain".equals(fields.textOrNull("mode")),
            fields.has("shown") ? fields.digest("shown") : null,
            facts(entry));
    if (!entry.chain().endsWith("/" + planned.credential())) {
      throw new MalformedEvidence(
          "planned: credential '%s' (expected: the one that the chain is named after)"
              .formatted(planned.credential()));
    }
    if (planned.shown() != null && !planned.shown().equals(digest(planned.facts()))) {
      throw new MalformedEvidence(
          "planned: its facts are not those that people were shown (expected: the digest %s)"
              .formatted(planned.shown()));
    }
    return planned;
  }

  private static SortedMap<String, Object> facts(Entry entry) {
    SortedMap<String, Object> facts = new TreeMap<>(entry.body());
    facts.keySet().removeAll(BESIDE_THE_FACTS);
    return Collections.unmodifiableSortedMap(facts);
  }

  private static Digest digest(SortedMap<String, Object> facts) {
    return Digest.ofText(CanonicalJson.write(facts));
  }

  /** What is planned once a decision counts that changes it; else the same. */
  Planned amendedBy(Statement statement) {
    SortedMap<String, Object> changed = new TreeMap<>(facts);
    TeamName to = statement.to();
    Place place = statement.place();
    if (to != null) {
      changed.put("owner", to.value());
    } else if (place != null && disposition == Disposition.REPLACE) {
      changed.put("places", withPlace(place));
    } else if (statement.verb().changesThePlan() && disposition == Disposition.REPLACE) {
      changed.put("disposition", CanonicalJson.name(Disposition.RETIRE));
    }
    return changed.equals(facts) ? this : amended(changed);
  }

  /** The same with what came of asking a consumer before the owner was asked. */
  Planned answered(String asked, boolean well, String answer) {
    SortedMap<String, Object> unwell = new TreeMap<>();
    if (facts.get(UNWELL) instanceof Map<?, ?> before) {
      before.forEach((check, said) -> unwell.put(String.valueOf(check), String.valueOf(said)));
    }
    if (well) {
      unwell.remove(asked);
    } else {
      unwell.put(asked, answer);
    }
    SortedMap<String, Object> changed = new TreeMap<>(facts);
    if (unwell.isEmpty()) {
      changed.remove(UNWELL);
    } else {
      changed.put(UNWELL, CanonicalJson.copy(unwell));
    }
    return changed.equals(facts) ? this : amended(changed);
  }

  /** The same with another deadline; only where it has one. */
  Planned dueBy(Instant other) {
    if (!(facts.get(DEADLINE) instanceof Map<?, ?> deadline)) {
      return this;
    }
    SortedMap<String, Object> moved = new TreeMap<>();
    moved.put("at", other);
    moved.put("then", String.valueOf(deadline.get("then")));
    SortedMap<String, Object> changed = new TreeMap<>(facts);
    changed.put(DEADLINE, CanonicalJson.copy(moved));
    return amended(changed);
  }

  /** From when on what approves the plan is a signed cut; empty if it is none. */
  Optional<Instant> cutAt() {
    Fields deadline = Fields.of(TYPE, facts).objectOrNull(DEADLINE);
    return deadline != null && deadline.text("then").equals("cut")
        ? Optional.of(deadline.instant("at"))
        : Optional.empty();
  }

  private Planned amended(SortedMap<String, Object> changed) {
    Fields fields = Fields.of(TYPE, changed);
    return new Planned(
        fields.oneOf("disposition", Disposition.class),
        credential,
        created,
        cutOff,
        owner(fields.text("owner")),
        overlap,
        plan,
        exposed,
        lag,
        ownerApproval,
        contained,
        shown == null ? null : digest(changed),
        Collections.unmodifiableSortedMap(changed));
  }

  private List<Object> withPlace(Place place) {
    List<Object> places = new ArrayList<>(places());
    SortedMap<String, Object> added =
        CanonicalJson.copy(
            Map.of(
                "location", place.location(),
                "selectors", place.selectors(),
                "system", place.system().value()));
    if (!places.contains(added)) {
      places.add(added);
    }
    return places;
  }

  /** How many different people have to approve it. */
  int quorum() {
    return facts.containsKey("quorum") ? Fields.of(TYPE, facts).count("quorum") : 1;
  }

  /** The places that are known to hold it. */
  List<?> places() {
    return facts.get("places") instanceof List<?> places ? places : List.of();
  }

  private static TeamName owner(String name) {
    try {
      return new TeamName(name);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvidence("planned: " + e.getMessage());
    }
  }

  private static @Nullable Duration lag(@Nullable String text) {
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedEvidence(
          "planned: lag '%s' (expected: like PT10S)".formatted(Shown.text(text)));
    }
  }

  /**
   * Why it may not have leaked with the rest, where no row says that it leaked all the same: then
   * only a decision about itself may kill it.
   *
   * @param preflight what preflight found
   */
  Optional<String> tooYoung(Fields preflight) {
    Instant found = preflight.instantOrNull("created");
    Instant made = found == null ? created : found;
    if (exposed) {
      return Optional.empty();
    }
    if (preflight.has("created-unknown")) {
      return Optional.of(
          "kills a credential of which the system did not say when it was made, and neither an"
              + " exposure nor a decision names that one");
    }
    return made != null && cutOff != null && made.isAfter(cutOff)
        ? Optional.of(
            "kills a credential that was made after the cut-off, and neither an exposure nor a"
                + " decision names that one")
        : Optional.empty();
  }

  /** Whether stopping it is all that is decided: one person alone may do that in an emergency. */
  boolean cutAtOnce() {
    return contained || disposition == Disposition.REVOKE_NOW;
  }

  /** Whether issuing kills it, because nothing can overlap. */
  boolean inPlace() {
    return disposition == Disposition.REPLACE && overlap == Overlap.NONE;
  }
}
