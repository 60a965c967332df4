// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.Fault;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.board.Board;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Pause, abort and resume of campaigns that are under way. */
@Together
@Order(6)
@ExtendWith(OneSteered.class)
@Timeout(1500)
class PauseIT {

  private static Steered steered;

  @BeforeAll
  static void open(Steered shared) {
    steered = shared;
  }

  @Test
  void nothingPassesAPauseAndAfterResumeAllEndsProvenWithOneKeyEach() {
    List<Leak> leaks = steered.leak("wide", 30);
    Responders people = steered.plan("wide", leaks);
    Instant before = Instant.now();
    try (Traffic traffic = Traffic.start(steered.world(), leaks)) {
      people.startApproved();
      people.until(
          "well under way",
          Steered.PATIENCE,
          () -> steered.effectsSince(before, leaks).size() >= 25);
      JsonNode answer = brake(people, "pause", "payments sees errors").good();
      Instant answered = Instant.now();
      int inFlight = answer.get("openIntents").intValue();
      assertThat(people.count("proven")).as("proven when it was paused").isLessThan(30);

      people.until(
          "all held as paused, or proven before",
          Steered.PATIENCE,
          () -> people.count("proven") + Steered.held(people, "paused") == 30);
      assertThat(steered.effectsSince(answered, leaks))
          .as("effects after the answer, which told of %d calls in flight", inFlight)
          .hasSizeLessThanOrEqualTo(inFlight);
      assertThat(people.status().get("brake").stringValue()).isEqualTo("pause");
      assertThat(people.prepareClosing().get("openRows").intValue()).isPositive();

      Shell.Said resumed = steered.shell().run("campaign", "resume", "wide");
      assertThat(resumed.said()).contains("wide goes on");
      people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == 30);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    assertThat(steered.brakes(people))
        .satisfiesExactly(
            pulled -> assertThat(pulled).contains("pause", "payments sees errors"),
            released -> assertThat(released).contains("none"));
    leaks.forEach(leak -> assertThat(steered.made(leak)).as(leak.user()).isEqualTo(2));
    Aftermath.requireValid(people.close());
    leaks.forEach(steered.aftermath()::requireReplaced);
    steered.aftermath().requireTidy("wide");
  }

  @Test
  void aPauseWaitsForCallsInFlightAndTellsOfThoseThatDoNotEnd() throws Exception {
    Leak leak = steered.leak("stalled", 1).getFirst();
    Responders people = steered.plan("stalled", List.of(leak));
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch arrive = new CountDownLatch(1);
    steered
        .bao()
        .meetOnce(
            new Fault.Preceded(() -> {
              sent.countDown();
              await(arrive);
            }),
            seen ->
                seen.method().equals("POST") && seen.target().endsWith(leak.paths().getFirst()));
    try (Traffic _ = Traffic.start(steered.world(), List.of(leak))) {
      people.startApproved();
      await(sent);
      Shell.Said told = steered.shell().run("campaign", "pause", "stalled");
      assertThat(told.exit()).isEqualTo(5);
      assertThat(told.said()).contains("1 call still in flight, the oldest for ");

      FutureTask<JsonNode> waits =
          new FutureTask<>(() -> brake(people, "pause", "once more").good());
      Thread.ofPlatform().daemon().start(waits);
      people.until("pulled again", Steered.PATIENCE, () -> steered.brakes(people).size() == 2);
      arrive.countDown();
      assertThat(waits.get().get("openIntents").intValue()).isZero();

      people.until("held", Steered.PATIENCE, () -> Steered.held(people, "paused") == 1);
      brake(people, "none", "").good();
      people.until("proven", Steered.PATIENCE, () -> people.count("proven") == 1);
    } finally {
      arrive.countDown();
    }
    steered.aftermath().requireReplaced(leak);
  }

  @Test
  void anAbortLeavesWhatIsHalfWayHeldAndOnlySignedRetriesGoOn() {
    List<Leak> leaks = steered.leak("aborted", 5);
    Responders people = steered.plan("aborted", leaks);
    people.startApproved();
    people.until(
        "the canary has its new keys, and the others wait for it",
        Steered.PATIENCE,
        () -> leaks.stream().filter(leak -> steered.made(leak) == 2).count() == 3);
    Shell.Said aborted =
        steered.shell().run("campaign", "abort", "aborted", "--reason", "wrong list", "--yes");
    assertThat(aborted.said())
        .contains("aborted is aborted: ")
        .contains("next: rekey held aborted");
    Instant answered = Instant.now();
    try (Traffic _ = Traffic.start(steered.world(), leaks)) {
      people.until(
          "what was begun is held", Steered.PATIENCE, () -> Steered.held(people, "aborted") == 3);
      assertThat(steered.effectsSince(answered, leaks)).isEmpty();
      assertThat(steered.shell().run("held", "aborted").said())
          .contains("the campaign was aborted", "rekey campaign resume aborted");
      assertThat(steered.shell().run("campaign", "status", "aborted").said())
          .contains("ABORTED", "0 of 5 proven dead", "3 HELD", "2 planned");
      JsonNode closing = people.prepareClosing();
      assertThat(closing.get("body").isNull()).isTrue();
      assertThat(closing.get("openRows").intValue()).isEqualTo(5);

      assertThat(brake(people, "none", "").status()).isEqualTo(422);
      assertThat(brake(people, "pause", "").status()).isEqualTo(409);
      people.decideWaiting(people.olga, Verb.RETRY, "too early", _ -> true);
      people.until(
          "held again: the brake is still on",
          Steered.PATIENCE,
          () ->
              Steered.held(people, "aborted") == 3
                  && Steered.rotations(people).stream()
                      .filter(one -> one.get("state").stringValue().equals("held"))
                      .allMatch(one -> one.get("round").intValue() > 1));
      assertThat(steered.effectsSince(answered, leaks)).isEmpty();

      Shell.Said resumed =
          steered.shell().run("campaign", "resume", "aborted", "--reason", "the list was right");
      assertThat(resumed.said())
          .contains("what is held as aborted waits for a signed retry", "next: rekey held aborted");
      assertThat(Steered.held(people, "aborted")).isEqualTo(3);
      people.decideWaiting(people.olga, Verb.RETRY, "go on", _ -> true);
      people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == 5);
    }
    assertThat(steered.brakes(people).getLast()).contains("none", "the list was right");
    Aftermath.requireValid(people.close());
    leaks.forEach(steered.aftermath()::requireReplaced);
    steered.aftermath().requireTidy("aborted");
  }

  @Test
  void whatABackupBroughtBackOutlivesAPauseAndIsConfirmedWithAReason() {
    List<Leak> leaks = steered.leak("backup", 2);
    Responders people = steered.plan("backup", leaks);
    brake(people, "pause", "before anything moves").good();
    steered.rekey().server().getBean(Board.class).restored(people.campaign());
    people.startApproved();
    people.until("paused", Steered.PATIENCE, () -> Steered.held(people, "paused") == 2);
    Shell.Said resumed = steered.shell().run("campaign", "resume", "backup");
    assertThat(resumed.said())
        .contains("goes on, but for revokes", "next: rekey campaign resume backup --reason");
    try (Traffic _ = Traffic.start(steered.world(), leaks)) {
      people.until(
          "held before the first cut",
          Steered.PATIENCE,
          () -> Steered.held(people, "ledger-behind") == 2);
      assertThat(people.status().get("brake").stringValue()).isEqualTo("restored");
      leaks.forEach(leak ->
          assertThat(steered.world().accepts(leak.id(), steered.world().secret(leak.id())))
              .as("leaked key of %s", leak.user())
              .isTrue());

      Shell.Said unsaid = steered.shell().run("campaign", "resume", "backup");
      assertThat(unsaid.exit()).isNotZero();
      assertThat(unsaid.said()).contains("expected: why campaign backup may go on", "--reason");
      assertThat(people.status().get("brake").stringValue()).isEqualTo("restored");
      steered.shell().run("campaign", "resume", "backup", "--reason", "seen: last night's backup");
      people.decideWaiting(people.olga, Verb.RETRY, "confirmed", _ -> true);
      people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == 2);
    }
    assertThat(steered.brakes(people).getLast())
        .contains("restore-confirmed", "seen: last night's backup");
    Aftermath.requireValid(people.close());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  static Api.Answer brake(Responders people, String brake, String reason) {
    return people
        .api()
        .post(
            "/campaigns/%s/brake".formatted(people.campaign()),
            Map.of("brake", brake, "reason", reason));
  }
}
