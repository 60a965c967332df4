// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.rotation.AskRequest;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A lane that runs, and what people do about it. */
public final class Running {

  private static final Duration VALID = Duration.ofDays(400);

  private final Rotations rotations;
  private final Sample sample;
  private final WorkflowClient client;
  private final Supplier<Instant> clock;

  Running(Rotations rotations, Sample sample, WorkflowClient client, Supplier<Instant> clock) {
    this.rotations = rotations;
    this.sample = sample;
    this.client = client;
    this.clock = clock;
  }

  /** The lane's first rotation. */
  public PlannedRotation planned() {
    return sample.planned().getFirst();
  }

  public String workflow() {
    return WorkflowIds.rotation(sample.lane());
  }

  public WorkflowStub stub() {
    return client.newUntypedWorkflowStub(workflow());
  }

  public String standing() {
    return stub().query("standing", String.class);
  }

  /** Lets time pass until the lane has ended. */
  public void finish() {
    stub().getResult(Void.class);
  }

  /** Lets time pass until the old credential may be revoked. */
  public void finishSoak() {
    Rotations.until("disabled", () -> log().contains("Disable"));
    rotations.pass(sample.pace().soak().plusSeconds(60));
  }

  /** Ends the run from outside, when no activity is under way: one that is would hold the time. */
  public void terminate() {
    Rotations.until("nothing is under way", this::idle);
    stub().terminate("somebody ends it from outside");
  }

  private boolean idle() {
    List<HistoryEvent> events = history().getEvents();
    long begun =
        events.stream().filter(HistoryEvent::hasActivityTaskScheduledEventAttributes).count();
    long done =
        events.stream().filter(HistoryEvent::hasActivityTaskCompletedEventAttributes).count();
    boolean asleep = events.stream().anyMatch(HistoryEvent::hasTimerStartedEventAttributes);
    return asleep
        && begun == done
        && !events.getLast().hasWorkflowTaskScheduledEventAttributes()
        && !events.getLast().hasWorkflowTaskStartedEventAttributes();
  }

  public WorkflowExecutionHistory history() {
    return client.fetchHistory(workflow());
  }

  /** The history of the run that this one goes on from. */
  public WorkflowExecutionHistory historyBefore() {
    String before =
        history()
            .getEvents()
            .getFirst()
            .getWorkflowExecutionStartedEventAttributes()
            .getContinuedExecutionRunId();
    return client.fetchHistory(workflow(), before);
  }

  public List<String> log() {
    return rotations.steps.log(planned().id());
  }

  public void untilAsked() {
    untilAsked(planned());
  }

  public void untilAsked(PlannedRotation one) {
    Rotations.until(one.id() + " asks for its approval", () -> timesAsked(one) > 0);
  }

  /** How often the owner was asked, reminders aside. */
  public long timesAsked() {
    return timesAsked(planned());
  }

  private long timesAsked(PlannedRotation one) {
    return rotations.ledger.asked(one.id()).stream()
        .filter(asked -> asked.urgency() == AskRequest.Urgency.ASK)
        .count();
  }

  /** Waits until people can see the hold and the workflow says so itself. */
  public void untilHeld(String sentence) {
    Rotations.until(
        "HELD, " + sentence + ": " + standing(),
        () -> standing().contains("HELD") && standing().contains(sentence));
  }

  public Statement statement(Person person, Verb verb, Digest shown, String... until) {
    SortedMap<String, String> terms = new TreeMap<>();
    for (String end : until) {
      terms.put(Statement.UNTIL, end);
    }
    return statement(person, verb, shown, terms);
  }

  public Statement statement(Person person, Verb verb, Digest shown, Map<String, String> terms) {
    return new Statement(
        sample.campaign(),
        list(shown).subject(),
        verb,
        person.name(),
        "because",
        clock.get(),
        clock.get().plus(VALID),
        new TreeMap<>(terms));
  }

  public ItemList list(Digest shown) {
    return ItemList.of(List.of(new Item(planned().id().toString(), shown)));
  }

  public Delivery delivery(Digest shown, SignedStatement signed) {
    return list(shown).delivery(signed, planned().id().toString());
  }

  /** A decision about the rotation's approval. */
  public Delivery onApproval(Person person, Verb verb) {
    return onApproval(person, verb, Shown.forApproval(planned()));
  }

  /** A decision about the rotation as it stands in the ledger now. */
  public Delivery asItStands(Person person, Verb verb) {
    return onApproval(person, verb, Shown.forApproval(rotations.ledger.fold(planned()).planned()));
  }

  private Delivery onApproval(Person person, Verb verb, Digest shown) {
    return delivery(shown, person.sign(statement(person, verb, shown)));
  }

  /** A decision about the hold as it stands on the board. */
  public Delivery onHold(Person person, Verb verb, String... until) {
    Digest shown = rotations.ledger.onBoard(planned().id());
    return delivery(shown, person.sign(statement(person, verb, shown, until)));
  }

  public Delivery countersign(Person person, Delivery exception) {
    Statement signed = Statement.parse(exception.signed().text());
    Statement second =
        new Statement(
            sample.campaign(),
            new StatementSubject(signed.digest()),
            Verb.COUNTERSIGN,
            person.name(),
            "",
            clock.get(),
            clock.get().plus(VALID),
            new TreeMap<>());
    return new Delivery(person.sign(second), null);
  }

  /** Retries the one hold that there is, and lets time pass until the lane has ended. */
  public void finishHeldOnce(Person person, String sentence) {
    untilHeld(sentence);
    decide(onHold(person, Verb.RETRY));
    finish();
  }

  /** Retries every hold that waits for somebody, at once or later, until the lane has ended. */
  public void finishDeciding(Person person, Random random) {
    while (!standing().contains("proven dead")) {
      if (rotations.ledger.fold(planned()).state() instanceof RotationState.Held held
          && !held.reason().healsItself()) {
        signal(onHold(person, Verb.RETRY));
      }
      rotations.pass(Duration.ofMinutes(1 + random.nextInt(60)));
    }
    finish();
  }

  /** Hands in a decision by update, and again while the one before it is being recorded. */
  public String decide(Delivery delivery) {
    AtomicReference<@Nullable String> answer = new AtomicReference<>();
    Rotations.until(
        "a decision is heard",
        () -> {
          try {
            answer.set(update(delivery));
          } catch (WorkflowUpdateException refused) {
            if (!said(refused).getType().equals("not-open-yet")) {
              throw refused;
            }
          }
          return answer.get() != null;
        });
    return String.valueOf(answer.get());
  }

  private String update(Delivery delivery) {
    return stub().update("decide", String.class, delivery);
  }

  public void signal(Delivery delivery) {
    stub().signal("decision", delivery);
  }

  /** What an update says that is refused. */
  public String refusal(Delivery delivery) {
    try {
      return "took it: " + update(delivery);
    } catch (WorkflowUpdateException refused) {
      ApplicationFailure said = said(refused);
      return said.getType() + ": " + said.getOriginalMessage();
    }
  }

  private static ApplicationFailure said(WorkflowUpdateException refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure said) {
        return said;
      }
    }
    throw refused;
  }
}
