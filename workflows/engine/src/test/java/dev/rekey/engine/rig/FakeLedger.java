// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.engine.life.Fold;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.Admission;
import dev.rekey.engine.rotation.AskRequest;
import dev.rekey.engine.rotation.HoldRequest;
import dev.rekey.engine.rotation.LaneInput;
import dev.rekey.engine.rotation.LedgerActivities;
import dev.rekey.engine.rotation.Opened;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.engine.rotation.Turn;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemCheck;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A ledger in memory that writes, compares and folds as the one in PostgreSQL does. */
public final class FakeLedger implements LedgerActivities {

  private static final Set<String> RESULTS = Set.of("step", "place", "health");

  private final Map<String, List<Entry>> chains = new LinkedHashMap<>();
  private final Map<String, PlannedRotation> planned = new LinkedHashMap<>();
  private final Map<String, Digest> board = new LinkedHashMap<>();
  private final Set<AskRequest> notices = new LinkedHashSet<>();
  private final List<AskRequest> asked = new ArrayList<>();
  private final Map<AskRequest, Instant> askedAt = new LinkedHashMap<>();
  private final List<String> alarms = new ArrayList<>();
  private final Set<String> unadmitted = new LinkedHashSet<>();
  private final Map<CampaignName, Runnable> intrusions = new LinkedHashMap<>();
  private final People people;
  private final Map<CampaignName, Timing> timings = new LinkedHashMap<>();
  private final Timing timing;
  private final Supplier<Instant> clock;

  public FakeLedger(People people, Timing timing, Supplier<Instant> clock) {
    this.people = people;
    this.timing = timing;
    this.clock = clock;
  }

  public synchronized void plan(Sample sample) {
    sample.planned().forEach(one -> planned.put(one.id().toString(), one));
  }

  /** Another patience for one campaign. */
  public synchronized void timing(CampaignName campaign, Timing other) {
    timings.put(campaign, other);
  }

  /** Something happens inside the next decision's recording. */
  public synchronized void intrude(CampaignName campaign, Runnable intrusion) {
    intrusions.put(campaign, intrusion);
  }

  /** The next decision about this rotation is not let into the ledger. */
  public synchronized void refuseNext(RotationId rotation) {
    unadmitted.add(rotation.toString());
  }

  @Override
  public synchronized Opened open(LaneInput input) {
    List<Turn> turns =
        planned.values().stream()
            .filter(one -> one.id().campaign().equals(input.campaign()))
            .filter(one -> one.id().lane().equals(input.lane()))
            .map(this::turn)
            .toList();
    return new Opened(
        turns,
        people.roster(),
        people.alice.name(),
        timings.getOrDefault(input.campaign(), timing));
  }

  private Turn turn(PlannedRotation one) {
    Fold fold = fold(one);
    return new Turn(
        fold.planned(),
        fold.state(),
        head(one.id()),
        fold.round(),
        fold.disabledAt(),
        fold.exceptedUntil(),
        Turn.waitingException(entries(one.id())),
        fold.voices());
  }

  /** Where a rotation stands according to its entries alone. */
  public synchronized Fold fold(PlannedRotation one) {
    return Fold.of(one, entries(one.id()));
  }

  public synchronized List<Entry> entries(RotationId rotation) {
    return List.copyOf(chains.getOrDefault(rotation.toString(), List.of()));
  }

  private Head head(RotationId rotation) {
    List<Entry> entries = entries(rotation);
    return entries.isEmpty() ? Head.start(rotation.toString()) : entries.getLast().head();
  }

  private Head append(RotationId rotation, String type, Map<String, Object> body) {
    String chain = rotation.toString();
    Entry entry = Entry.after(head(rotation), chain, clock.get(), type, body);
    chains.computeIfAbsent(chain, _ -> new ArrayList<>()).add(entry);
    return entry.head();
  }

  /** What an attempt finds: an answer that is on record, or a reason to stop; empty to go on. */
  synchronized Optional<StepResult> begin(StepRequest request) {
    List<Entry> entries = entries(request.rotation());
    Head known = request.head();
    Head there =
        known.seq() == 0
            ? Head.start(request.rotation().toString())
            : known.seq() > entries.size() ? known : entries.get((int) known.seq() - 1).head();
    if (known.seq() > entries.size() || !there.equals(known)) {
      return Optional.of(stop(request, HeldReason.LEDGER_BEHIND));
    }
    List<Entry> ahead = entries.subList((int) known.seq(), entries.size());
    if (!ahead.stream().allMatch(entry -> sameWork(entry, request))) {
      return Optional.of(stop(request, HeldReason.TEMPORAL_BEHIND));
    }
    return ahead.reversed().stream()
        .filter(entry -> RESULTS.contains(entry.type()))
        .filter(entry -> request.operation().equals(entry.body().get("operation")))
        .findFirst()
        .map(entry -> new StepResult(outcome(entry), head(request.rotation()), "on record"));
  }

  private StepResult stop(StepRequest request, HeldReason reason) {
    alarms.add("%s: %s".formatted(request.rotation(), reason));
    onBoard(request.rotation(), request.step(), reason, request.round() + 1);
    return new StepResult(new StepOutcome.Blocked(reason), request.head(), reason.sentence());
  }

  private static boolean sameWork(Entry entry, StepRequest request) {
    Object at = entry.body().get("at");
    return request.step().text().equals(entry.body().get("step"))
        && Long.valueOf(request.round()).equals(entry.body().get("round"))
        && (request.place() < 0 || at == null || Long.valueOf(request.place()).equals(at));
  }

  synchronized StepResult step(StepRequest request, StepOutcome outcome) {
    if (outcome instanceof StepOutcome.Blocked(HeldReason reason)) {
      onBoard(request.rotation(), request.step(), reason, request.round() + 1);
    } else if (request.step() == Step.WITHDRAW && outcome instanceof StepOutcome.Done) {
      onBoard(request.rotation(), request.step(), HeldReason.ROLLED_BACK, request.round());
    }
    Head head = append(request.rotation(), "step", body(request, outcome));
    return new StepResult(outcome, head, "told by a script");
  }

  synchronized StepResult place(StepRequest request, boolean completes) {
    Map<String, Object> body = body(request, new StepOutcome.Done());
    Head head = append(request.rotation(), "place", body);
    int all = fold(planned(request.rotation())).planned().places().size();
    if (completes && placesDone(request) == all) {
      head = append(request.rotation(), "step", body);
    }
    return new StepResult(new StepOutcome.Done(), head, "");
  }

  synchronized StepResult consumer(StepRequest request) {
    return consumer(request, /* well= */ true, "");
  }

  synchronized StepResult consumer(StepRequest request, boolean well, String answer) {
    int check = Objects.requireNonNull(request.check(), "asks nobody");
    Map<String, Object> body = body(request, new StepOutcome.Done());
    body.put("check", check);
    body.put("asked", planned(request.rotation()).health().get(check).toString());
    body.put("well", well);
    body.put("note", answer);
    Head head = append(request.rotation(), "health", body);
    return new StepResult(new StepOutcome.Done(), head, answer, well);
  }

  @Override
  public synchronized StepResult unasked(StepRequest request, String why) {
    return begin(request).orElseGet(() -> consumer(request, /* well= */ false, why));
  }

  private long placesDone(StepRequest request) {
    return entries(request.rotation()).stream()
        .filter(entry -> entry.type().equals("place"))
        .filter(entry -> request.step().text().equals(entry.body().get("step")))
        .filter(entry -> Long.valueOf(request.round()).equals(entry.body().get("round")))
        .map(entry -> entry.body().get("at"))
        .distinct()
        .count();
  }

  private static Map<String, Object> body(StepRequest request, StepOutcome outcome) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("operation", request.operation());
    body.put("step", request.step().text());
    body.put("round", request.round());
    if (request.place() >= 0) {
      body.put("at", request.place());
    }
    body.put("result", outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    if (outcome instanceof StepOutcome.Blocked(HeldReason reason)) {
      body.put("reason", reason.text());
    }
    body.put("note", "");
    return body;
  }

  private static StepOutcome outcome(Entry entry) {
    return switch (String.valueOf(entry.body().get("result"))) {
      case "done" -> new StepOutcome.Done();
      case "regressed" -> new StepOutcome.Regressed();
      case "lost" -> new StepOutcome.Lost();
      default -> new StepOutcome.Blocked(HeldReason.of(String.valueOf(entry.body().get("reason"))));
    };
  }

  @Override
  public synchronized Head hold(HoldRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("operation", "%s/held/%d".formatted(request.rotation(), request.round()));
    body.put("step", request.step().text());
    body.put("round", request.round());
    body.put("reason", request.reason().text());
    body.put("note", request.detail());
    onBoard(request.rotation(), request.step(), request.reason(), request.round() + 1);
    List<Entry> entries = entries(request.rotation());
    boolean recorded =
        !entries.isEmpty()
            && entries.getLast().type().equals("held")
            && body.get("operation").equals(entries.getLast().body().get("operation"));
    return recorded ? head(request.rotation()) : append(request.rotation(), "held", body);
  }

  private void onBoard(RotationId rotation, Step step, HeldReason reason, int round) {
    board.put(
        rotation.toString(), Shown.forHold(fold(planned(rotation)).planned(), step, reason, round));
  }

  /** What a person sees who decides about a rotation's hold now. */
  public synchronized Digest onBoard(RotationId rotation) {
    return Optional.ofNullable(board.get(rotation.toString())).orElseThrow();
  }

  @Override
  public synchronized Admission admit(RotationId rotation, Head head, Delivery delivery) {
    Optional.ofNullable(intrusions.remove(rotation.campaign())).ifPresent(Runnable::run);
    Statement statement = Statement.parse(delivery.signed().text());
    boolean recorded =
        entries(rotation).stream()
            .anyMatch(entry -> statement.digest().value().equals(entry.body().get("digest")));
    if (recorded) {
      return new Admission(head(rotation), true, "the decision is on record");
    }
    boolean refused = unadmitted.remove(rotation.toString()) || !head(rotation).equals(head);
    Optional<Digest> shown = shown(rotation, statement, delivery);
    if (refused || shown.isEmpty()) {
      alarms.add("%s: %s is not admitted".formatted(rotation, statement.verb()));
      return new Admission(head, false, "%s wrote the plan".formatted(statement.person()));
    }
    Head now =
        append(
            rotation,
            DecisionEntry.TYPE,
            Map.copyOf(DecisionEntry.of(delivery, shown.get()).body()));
    Fold fold = fold(planned(rotation));
    if (fold.state() instanceof RotationState.Held(Step step, HeldReason reason, var _)) {
      onBoard(rotation, step, reason, fold.round());
    }
    boolean waits =
        fold.voices().attestedBy() != null
            || (statement.verb() == Verb.DELIVER_ANYWAY && !fold.voices().isWaived())
            || (statement.verb() == Verb.EXTEND && fold.voices().extension() != null)
            || (statement.verb() == Verb.APPROVE
                && fold.state() instanceof RotationState.Working(Step step, var _)
                && step == Step.APPROVE);
    return new Admission(now, true, "%s by team decision".formatted(statement.verb()), waits);
  }

  @Override
  public synchronized Admission overdue(RotationId rotation, Head head) {
    if (!fold(planned(rotation)).isDue(clock.get()) || !head(rotation).equals(head)) {
      return new Admission(head, false, "not due");
    }
    return new Admission(append(rotation, "deadline", Map.of("then", "cut")), true, "due");
  }

  private Optional<Digest> shown(RotationId rotation, Statement statement, Delivery delivery) {
    if (statement.subject() instanceof StatementSubject(Digest countersigned)) {
      return Optional.of(countersigned);
    }
    Fold fold = fold(planned(rotation));
    PlannedRotation one = fold.planned();
    List<Digest> shown = new ArrayList<>(List.of(Shown.forApproval(one)));
    Optional.ofNullable(board.get(rotation.toString())).ifPresent(shown::add);
    if (fold.state() instanceof RotationState.Held(Step step, HeldReason reason, var _)) {
      shown.add(Shown.forHold(one, step, reason, fold.round()));
    }
    return shown.stream()
        .filter(digest ->
            ItemCheck.covers(statement, new Item(rotation.toString(), digest), delivery.proof()))
        .findFirst();
  }

  private PlannedRotation planned(RotationId rotation) {
    return Optional.ofNullable(planned.get(rotation.toString())).orElseThrow();
  }

  @Override
  public synchronized void ask(AskRequest request) {
    asked.add(request);
    askedAt.put(request, clock.get());
    notices.removeIf(known -> same(known, request));
    notices.add(request);
  }

  private static boolean same(AskRequest one, AskRequest other) {
    return one.rotation().equals(other.rotation())
        && one.round() == other.round()
        && one.urgency() == other.urgency();
  }

  /** Everything that a rotation's people were asked, in order, as often as it was asked. */
  public synchronized List<AskRequest> asked(RotationId rotation) {
    return asked.stream().filter(one -> one.rotation().equals(rotation)).toList();
  }

  public synchronized Instant askedAt(AskRequest request) {
    return Optional.ofNullable(askedAt.get(request)).orElseThrow();
  }

  /** What reached them: the same request twice asks once. */
  public synchronized List<AskRequest> notices(RotationId rotation) {
    return notices.stream().filter(one -> one.rotation().equals(rotation)).toList();
  }

  @Override
  public synchronized Head end(RotationId rotation, Head head) {
    if (!(fold(planned(rotation)).state() instanceof RotationState.Proven)) {
      throw new IllegalStateException("the ledger does not hold a proof");
    }
    boolean ended = entries(rotation).getLast().type().equals("ended");
    return ended ? head(rotation) : append(rotation, "ended", Map.of("state", "proven"));
  }

  @Override
  public synchronized void alarm(CampaignName campaign, Lane lane, String what) {
    alarms.add("%s/%s: %s".formatted(campaign, lane, what));
  }

  public synchronized List<String> alarms(CampaignName campaign) {
    return alarms.stream().filter(one -> one.startsWith(campaign + "/")).toList();
  }

  /** Everything after this many entries is lost, as when the database comes back from a backup. */
  public synchronized void restore(RotationId rotation, int entries) {
    List<Entry> all = Optional.ofNullable(chains.get(rotation.toString())).orElseThrow();
    all.subList(entries, all.size()).clear();
  }
}
