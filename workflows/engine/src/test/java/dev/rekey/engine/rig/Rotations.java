// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.engine.campaign.WaveLane;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.LaneInput;
import dev.rekey.engine.rotation.RotationStart;
import dev.rekey.engine.rotation.RotationWorkflow;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.words.Privilege;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fake activities of one server, and how a lane is started on it. */
public final class Rotations {

  /** Silence and attempts as in production; a queue counts as unserved after a minute. */
  public static final Timing TIMING = Timing.DEFAULT;

  public final People people = new People();
  public final FakeLedger ledger;
  public final FakeSteps steps;
  private final WorkflowClient client;
  private final Supplier<Instant> clock;
  private final Consumer<Duration> time;

  /**
   * @param time lets time pass
   */
  public Rotations(
      WorkflowClient client, Supplier<Instant> clock, Consumer<Duration> time, Timing timing) {
    this.client = client;
    this.clock = clock;
    this.time = time;
    this.ledger = new FakeLedger(people, timing, clock);
    this.steps = new FakeSteps(ledger);
  }

  /** Workflows and activities of an in-process Temporal, with both systems served. */
  public static Rotations on(InProcessTemporal temporal) {
    Rotations rotations = new Rotations(temporal.client(), temporal::now, temporal::pass, TIMING);
    temporal.serveCore(rotations.ledger);
    temporal.serve("system/" + Sample.AWS, rotations.steps);
    temporal.serve("system/" + Sample.BAO, rotations.steps);
    return rotations;
  }

  public Running start(Sample sample) {
    ledger.plan(sample);
    return startAgain(sample, null);
  }

  /** Starts a lane whose ledger is there already. */
  public Running startAgain(Sample sample, @Nullable HeldReason because) {
    RotationWorkflow stub =
        client.newWorkflowStub(
            RotationWorkflow.class,
            RotationStart.anew(
                sample.campaign(), new WaveLane(sample.lane(), Sample.PAYMENTS, Privilege.WRITE)));
    WorkflowClient.start(stub::run, new LaneInput(sample.campaign(), sample.lane(), 1, because));
    return running(sample);
  }

  /** A lane that was started before. */
  public Running running(Sample sample) {
    return new Running(this, sample, client, clock);
  }

  void pass(Duration length) {
    time.accept(length);
  }

  /** Waits in real time, without letting the server's time pass faster. */
  public static void until(String what, Supplier<Boolean> met) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (!met.get()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within a minute: " + what);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }
}
