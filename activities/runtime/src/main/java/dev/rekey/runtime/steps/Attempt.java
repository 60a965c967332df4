// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static java.util.Objects.requireNonNull;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.systems.LaneIssuer;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.runtime.tasks.Asked;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.runtime.tasks.Tasks;
import dev.rekey.spi.Health;
import dev.rekey.spi.Listed;
import dev.rekey.spi.Places;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Lane;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt at one step: what it may look at and do, and how it says what came of it. */
final class Attempt {

  private final StepTools tools;
  private final StepRequest request;
  private final Passage passage;
  private final Records records;

  Attempt(StepTools tools, StepRequest request, Passage passage, Records records) {
    this.tools = tools;
    this.request = request;
    this.passage = passage;
    this.records = records;
  }

  PlannedRotation planned() {
    return passage.decided();
  }

  Step step() {
    return request.step();
  }

  int round() {
    return request.round();
  }

  Instant now() {
    return tools.clock().instant();
  }

  /** What the chain says, as it stands now. */
  Past past() {
    return new Past(passage.planned(), tools.ledger().read(planned().id().toString()));
  }

  /** The issuer of the credential's lane, asked about its identity. */
  LaneIssuer issuer() {
    Lane lane = planned().id().lane();
    return new LaneIssuer(tools.systems().client(lane.system()), lane);
  }

  /** What the system lists of the identity now. */
  Listed listed() {
    return expect(issuer().list());
  }

  /** When the system says that one was last used; empty if never, or if it does not tell. */
  Optional<Instant> lastUsed(CredentialId id) {
    return expect(issuer().lastUsed(id));
  }

  Place place() {
    return planned().places().get(request.place());
  }

  int placeIndex() {
    return request.place();
  }

  /** How the consumer is asked whose turn it is. */
  HealthCheck check() {
    return planned().health().get(checkIndex());
  }

  int checkIndex() {
    return requireNonNull(request.check(), "this request asks no consumer");
  }

  Places places() {
    return tools.systems().client(place().system()).places();
  }

  Tasks tasks() {
    return new Tasks(tools.jdbc(), tools.clock());
  }

  /** The task that carries this intent out; opened, if it is not. */
  Task task(Task.Work work, Entry intent) {
    return tasks().open(work, intent, planned(), asked(work));
  }

  /** What people who have access to the credential's system are asked to do there. */
  Asked asked(Task.Work work) {
    return Asked.of(work, planned(), system());
  }

  private SystemEntry system() {
    return tools.systems().entry(planned().id().lane().system());
  }

  StepTools tools() {
    return tools;
  }

  Observations observations() {
    return new Observations(tools.jdbc());
  }

  /** The operation's id, for observations that belong to this step and round. */
  String operation() {
    return request.operation();
  }

  /** The leaked value, if it is held. */
  Optional<CredentialValue> oldValue() {
    return tools.escrow().open(planned().id(), Role.OLD, planned().id().credential());
  }

  /** The new value; {@link Lost} if it was issued and is gone. */
  CredentialValue newValue() {
    CredentialId issued = past().issued().orElseThrow(() -> new Lost("nothing is issued"));
    return tools
        .escrow()
        .open(planned().id(), Role.NEW, issued)
        .orElseThrow(() -> new Lost("the sealed value of %s is gone".formatted(issued)));
  }

  void seal(Role role, CredentialId credential, CredentialValue value) {
    tools.escrow().seal(planned().id(), role, credential, value);
  }

  /** The value that was sealed under this name, which may be that of no credential yet. */
  Optional<CredentialValue> sealed(CredentialId name) {
    return tools.escrow().open(planned().id(), Role.NEW, name);
  }

  /** What it changes in the world. */
  Effects effects() {
    return new Effects(tools, request, passage);
  }

  /** Whether a signed decision gives this step into people's hands. */
  boolean byHand() {
    return past().fold().state().life().byHand() == step();
  }

  /** The value of a call that went through; else the step ends or waits accordingly. */
  <T> T expect(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Rejected<T>(var why, String message) ->
          throw new Refusal(HeldReason.REJECTED, "%s: %s".formatted(why, message));
      case Outcome.Throttled<T>(Duration after, String message) ->
          throw new Later(HeldReason.UNREACHABLE, message, after);
      case Outcome.Unknown<T>(String message) ->
          throw new Later(HeldReason.UNREACHABLE, message, Duration.ofSeconds(1));
    };
  }

  /** Records what became of an intent that had no outcome; asking changes nothing in the world. */
  void settle(Entry intent, boolean happened, Map<String, ?> found) {
    records.settle(passage, request, intent, happened, found);
  }

  /** The step is done. */
  StepResult done(String note, Map<String, ?> facts) {
    return records.step(passage, request, new StepOutcome.Done(), note, facts);
  }

  /** Says on the board what the step is waiting for; nothing of it is on record. */
  void watch(String note) {
    records.watch(passage, request, note);
  }

  /** This place is done; with the last of them, the step too if {@code completes}. */
  StepResult placeDone(String note, boolean completes) {
    return placeDone(note, completes, Map.of());
  }

  StepResult placeDone(String note, boolean completes, Map<String, ?> facts) {
    return records.place(passage, request, note, completes, facts);
  }

  /** A credential of ours is not used any more, for all that can be known. */
  void unused(CredentialId ours, String since) {
    records.unused(passage, request, ours, since);
  }

  /** What the consumer answered. */
  StepResult consumer(Health health) {
    return records.consumer(passage, request, check(), health);
  }

  /** Tells the responders, once. */
  void alarm(String what) {
    records.alarm(planned(), what);
  }

  /** A place does not hold the new credential any more. */
  StepResult regressed(String note) {
    return records.step(passage, request, new StepOutcome.Regressed(), note, Map.of());
  }

  /** Adds what was found live and unrecorded to the scope, as a row of its own. */
  void stranger(CredentialId id, @Nullable Instant created) {
    records.stranger(planned(), id, created);
  }

  /** Whether a signature ruled this credential out of the campaign, or it is a row of it. */
  boolean knows(CredentialId id) {
    return records.knows(planned(), id);
  }
}
