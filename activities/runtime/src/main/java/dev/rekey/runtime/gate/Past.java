// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.engine.life.Fold;
import dev.rekey.engine.life.Step;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What a rotation's chain says has happened; pure. */
public final class Past {

  /** The fact of a preflight that found a credential of unknown age. */
  public static final String CREATED_UNKNOWN = "created-unknown";

  /** What an outcome says of an effect that did not happen. */
  static final Set<String> UNDONE = Set.of("rejected", "throttled", "none");

  private final PlannedRotation planned;
  private final List<Entry> entries;
  private final Fold fold;

  public Past(PlannedRotation planned, List<Entry> entries) {
    this.planned = planned;
    this.entries = List.copyOf(entries);
    this.fold = Fold.of(planned, this.entries);
  }

  public List<Entry> entries() {
    return entries;
  }

  public Fold fold() {
    return fold;
  }

  /** What is planned, as signed decisions have made it by now. */
  public PlannedRotation planned() {
    return fold.planned();
  }

  /** Whether a signed decision says that what was to be replaced is not needed any more. */
  public boolean retired() {
    return planned.disposition() == Disposition.REPLACE
        && fold.planned().disposition() == Disposition.RETIRE;
  }

  /** What a signed decision names as having taken its place; empty if none does. */
  public Optional<CredentialId> replacedBy() {
    return decisions().stream()
        .flatMap(entry -> Stream.ofNullable(Statement.parse(text(entry, "text")).by()))
        .reduce((_, later) -> later)
        .filter(_ -> retired());
  }

  /** Whether the chain begins with exactly this plan's facts. */
  public boolean beginsAsPlanned() {
    return !entries.isEmpty()
        && entries.getFirst().type().equals("planned")
        && planned.shown().value().equals(text(entries.getFirst(), "shown"));
  }

  /** What was made later than this did not leak with the rest; empty if the chain does not say. */
  public Optional<Instant> cutOff() {
    return entries.isEmpty() ? Optional.empty() : instant(entries.getFirst().body(), "cut-off");
  }

  /** When the recorded credential was made, as the system said at preflight. */
  public Optional<Instant> created() {
    return facts(Step.PREFLIGHT).flatMap(facts -> instant(facts, "created"));
  }

  /** Whether preflight found the recorded credential, and the system did not say since when. */
  public boolean createdUnknown() {
    return facts(Step.PREFLIGHT).filter(facts -> facts.containsKey(CREATED_UNKNOWN)).isPresent();
  }

  private static Optional<Instant> instant(SortedMap<String, Object> facts, String key) {
    return Optional.ofNullable(Fields.of("facts", facts).instantOrNull(key));
  }

  /** The facts of the last time that a step was done. */
  public Optional<SortedMap<String, Object>> facts(Step step) {
    return last("step", Map.of("step", step.text(), "result", "done"))
        .map(entry -> Fields.of("step", entry.body()).map("facts"));
  }

  /** When a step was last done. */
  public Optional<Instant> doneAt(Step step) {
    return last("step", Map.of("step", step.text(), "result", "done")).map(Entry::at);
  }

  /** The live credential of our making, if one is on record and was not lost or withdrawn. */
  public Optional<CredentialId> issued() {
    Optional<CredentialId> issued = Optional.empty();
    for (Entry entry : entries) {
      if (entry.type().equals("outcome") && "done".equals(text(entry, "result"))) {
        String effect = text(entry, "effect");
        if (effect.equals(Effect.Type.ISSUE.text())) {
          issued = Optional.of(new CredentialId(text(entry, "credential")));
        } else if (effect.equals(Effect.Type.WITHDRAW.text())) {
          String withdrawn = text(entry, "target");
          issued = issued.filter(id -> !id.value().equals(withdrawn));
        }
      } else if (entry.type().equals("step") && "lost".equals(text(entry, "result"))) {
        issued = Optional.empty();
      }
    }
    return issued;
  }

  /**
   * The last intent to issue a value that Rekey chose and that may stand in the system: no other
   * may be chosen until it is known that this one does not, or that it is lost.
   */
  public Optional<Entry> chosen() {
    Optional<Entry> chosen = Optional.empty();
    for (Entry entry : entries) {
      boolean issue = Effect.Type.ISSUE.text().equals(text(entry, "effect"));
      if (entry.type().equals("intent") && issue && entry.body().containsKey("chosen")) {
        chosen = Optional.of(entry);
      } else if (entry.type().equals("outcome") && issue && "none".equals(text(entry, "result"))) {
        chosen = Optional.empty();
      } else if (entry.type().equals("step") && "lost".equals(text(entry, "result"))) {
        chosen = Optional.empty();
      }
    }
    return chosen;
  }

  /** Every id that this rotation ever recorded as issued. */
  public Set<String> everIssued() {
    Set<String> ids = new LinkedHashSet<>();
    entries.stream()
        .filter(entry -> entry.type().equals("outcome"))
        .filter(entry -> entry.body().containsKey("credential"))
        .forEach(entry -> ids.add(text(entry, "credential")));
    return ids;
  }

  /** Whether a withdrawal of this credential of ours went through. */
  public boolean withdrawn(CredentialId ours) {
    return entries.stream()
        .filter(entry -> entry.type().equals("outcome") && "done".equals(text(entry, "result")))
        .filter(entry -> Effect.Type.WITHDRAW.text().equals(text(entry, "effect")))
        .anyMatch(entry -> ours.value().equals(text(entry, "target")));
  }

  /** The last intent of this effect that has no outcome. */
  public Optional<Entry> openIntent(Effect.Type type) {
    Entry open = null;
    for (Entry entry : entries) {
      boolean same = type.text().equals(text(entry, "effect"));
      if (entry.type().equals("intent") && same) {
        open = entry;
      } else if (entry.type().equals("outcome") && same) {
        open = null;
      }
    }
    return Optional.ofNullable(open);
  }

  /** Whether an intent was given into a person's hands. */
  public static boolean isByHand(Entry intent) {
    return "hand".equals(text(intent, "by"));
  }

  /** The intent of this effect that waits for a person's hands. */
  public Optional<Entry> openTask(Effect.Type type) {
    return openIntent(type).filter(Past::isByHand);
  }

  /** Whether an intent with this operation and target waits for its outcome. */
  public boolean waitsFor(Effect effect) {
    return openIntent(effect.type())
        .filter(intent -> text(intent, "operation").equals(effect.operation()))
        .filter(intent -> text(intent, "target").equals(effect.target()))
        .isPresent();
  }

  /** How many places were looked at when a step was last done. */
  public int placesSeen(Step step) {
    return last("step", Map.of("step", step.text(), "result", "done"))
        .map(entry -> Fields.of("step", entry.body()).number("round"))
        .map(round -> placesDone(step, Math.toIntExact(round)).size())
        .orElse(0);
  }

  /** The places that were done in this step and round. */
  public Set<Integer> placesDone(Step step, int round) {
    Set<Integer> done = new LinkedHashSet<>();
    for (Entry entry : entries) {
      if (entry.type().equals("place")
          && text(entry, "step").equals(step.text())
          && Objects.equals(entry.body().get("round"), (long) round)) {
        done.add(((Long) Objects.requireNonNull(entry.body().get("at"))).intValue());
      }
    }
    return done;
  }

  /**
   * Whether the recorded credential may be dead, for all that is known: there is no way back then.
   */
  public boolean mayBeDead() {
    boolean replaced = openIntent(Effect.Type.ISSUE).isPresent() || !everIssued().isEmpty();
    return mayBeRevoked() || (planned.overlap() == Overlap.NONE && replaced);
  }

  /** Whether the recorded credential may be switched off, for all that is known. */
  public boolean mayBeDisabled() {
    return SwitchedOff.in(entries).isPresent();
  }

  private boolean mayBeRevoked() {
    return entries.stream()
        .filter(entry -> Effect.Type.REVOKE.text().equals(text(entry, "effect")))
        .reduce((_, last) -> last)
        .filter(last -> !UNDONE.contains(text(last, "result")))
        .isPresent();
  }

  /** Whether a write to this place was ever intended. */
  public boolean everWritten(Place place) {
    return writes().anyMatch(entry -> place.toString().equals(text(entry, "target")));
  }

  /** Whether any place may hold the new credential, because a write was intended for it. */
  public boolean everWritten() {
    return writes().findAny().isPresent();
  }

  private Stream<Entry> writes() {
    return entries.stream()
        .filter(entry -> entry.type().equals("intent"))
        .filter(entry -> Effect.Type.WRITE.text().equals(text(entry, "effect")));
  }

  /** The decisions on record, oldest first. */
  public List<Entry> decisions() {
    List<Entry> decisions = new ArrayList<>(entries);
    decisions.removeIf(entry -> !entry.type().equals("decision"));
    return decisions;
  }

  /** Whether somebody signed "cut anyway" about this very credential. */
  public boolean cutByDecision() {
    return decisions().stream().anyMatch(entry -> "cut-anyway".equals(text(entry, "verb")));
  }

  /** The digest of the plan that the first entry names. */
  public Digest plan() {
    return new Digest(text(entries.getFirst(), "plan-digest"));
  }

  /** Whether what was proven dead was found alive again since. */
  public boolean reopened() {
    return entries.stream().anyMatch(entry -> entry.type().equals(Reopening.TYPE));
  }

  /** The number of the plan that the first entry names; 0 if there is none. */
  public int planNumber() {
    return entries.isEmpty() ? 0 : Fields.of("planned", entries.getFirst().body()).count("plan");
  }

  private Optional<Entry> last(String type, Map<String, String> body) {
    Entry found = null;
    for (Entry entry : entries) {
      if (entry.type().equals(type)
          && body.entrySet().stream()
              .allMatch(part -> part.getValue().equals(text(entry, part.getKey())))) {
        found = entry;
      }
    }
    return Optional.ofNullable(found);
  }

  /** One text of an entry's body. */
  public static String text(Entry entry, String key) {
    return String.valueOf(entry.body().get(key));
  }
}
