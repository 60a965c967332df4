// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.words.RotationId;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Steps that follow a script; where it says nothing, they are done at once. */
public final class FakeSteps implements StepActivities {

  /** What comes of one attempt. */
  public interface Attempt extends Function<StepRequest, StepResult> {}

  private final FakeLedger ledger;
  private final Map<String, Deque<Attempt>> scripts = new ConcurrentHashMap<>();
  private final Map<RotationId, List<String>> log = new ConcurrentHashMap<>();
  private final List<StepRequest> requests = new ArrayList<>();

  public FakeSteps(FakeLedger ledger) {
    this.ledger = ledger;
  }

  /** The next attempts at this activity, for example {@code Issue}, go like this. */
  public void script(RotationId rotation, String activity, Attempt... attempts) {
    scripts.computeIfAbsent(rotation + activity, _ -> new ArrayDeque<>()).addAll(List.of(attempts));
  }

  public Attempt outcome(StepOutcome outcome) {
    return request -> ledger.step(request, outcome);
  }

  public Attempt blocked(HeldReason reason) {
    return outcome(new StepOutcome.Blocked(reason));
  }

  /** The consumer that is asked is not well, and that is for people to know. */
  public Attempt unwell(String answer) {
    return request -> ledger.consumer(request, /* well= */ false, answer);
  }

  /** The consumer that is asked is well. */
  public Attempt well() {
    return ledger::consumer;
  }

  /** Not now: the vendor says when. */
  public Attempt later(HeldReason reason, Duration after) {
    return _ -> {
      throw ApplicationFailure.newBuilder()
          .setMessage("not now")
          .setType(reason.text())
          .setNextRetryDelay(after)
          .build();
    };
  }

  /** All attempts at steps of a rotation, in order, for example {@code Deliver@1}. */
  public synchronized List<String> log(RotationId rotation) {
    return List.copyOf(log.getOrDefault(rotation, List.of()));
  }

  /** Every request of a rotation, in order. */
  public synchronized List<StepRequest> requests(RotationId rotation) {
    return requests.stream().filter(one -> one.rotation().equals(rotation)).toList();
  }

  private StepResult run(String activity, StepRequest request, Attempt usual) {
    String asked = request.check() == null ? "" : "?" + request.check();
    String at = request.place() < 0 ? asked : "@" + request.place();
    synchronized (this) {
      requests.add(request);
      log.computeIfAbsent(request.rotation(), _ -> new ArrayList<>()).add(activity + at);
    }
    Optional<StepResult> found = ledger.begin(request);
    if (found.isPresent()) {
      return found.get();
    }
    Deque<Attempt> script = scripts.get(request.rotation() + activity);
    Attempt next = script == null ? null : script.poll();
    return next == null ? usual.apply(request) : next.apply(request);
  }

  private StepResult step(String activity, StepRequest request) {
    return run(activity, request, outcome(new StepOutcome.Done()));
  }

  private StepResult place(String activity, StepRequest request, boolean completes) {
    return run(activity, request, one -> ledger.place(one, completes));
  }

  @Override
  public StepResult preflight(StepRequest request) {
    return step("Preflight", request);
  }

  @Override
  public StepResult checkPlace(StepRequest request) {
    return place("CheckPlace", request, /* completes= */ false);
  }

  @Override
  public StepResult issue(StepRequest request) {
    return step("Issue", request);
  }

  @Override
  public StepResult proveNew(StepRequest request) {
    return step("ProveNew", request);
  }

  @Override
  public StepResult deliver(StepRequest request) {
    return place("Deliver", request, /* completes= */ true);
  }

  @Override
  public StepResult recheckPlace(StepRequest request) {
    return place("RecheckPlace", request, /* completes= */ false);
  }

  @Override
  public StepResult confirm(StepRequest request) {
    return step("Confirm", request);
  }

  @Override
  public StepResult askConsumer(StepRequest request) {
    return run("AskConsumer", request, ledger::consumer);
  }

  @Override
  public StepResult validate(StepRequest request) {
    return step("Validate", request);
  }

  @Override
  public StepResult observe(StepRequest request) {
    return step("Observe", request);
  }

  @Override
  public StepResult disable(StepRequest request) {
    return step("Disable", request);
  }

  @Override
  public StepResult revoke(StepRequest request) {
    return step("Revoke", request);
  }

  @Override
  public StepResult destroyLeaked(StepRequest request) {
    return place("DestroyLeaked", request, /* completes= */ false);
  }

  @Override
  public StepResult enable(StepRequest request) {
    return step("Enable", request);
  }

  @Override
  public StepResult restorePlace(StepRequest request) {
    return place("RestorePlace", request, /* completes= */ true);
  }

  @Override
  public StepResult withdraw(StepRequest request) {
    return step("Withdraw", request);
  }

  @Override
  public StepResult prove(StepRequest request) {
    return step("Prove", request);
  }
}
