// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.sandbox.traffic.Attacker;
import dev.rekey.sandbox.traffic.Consumers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One leaked credential with its consumer at work, and the attacker's copy being tried. */
public final class Watched implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(50);
  private static final Duration KEPT_AT_MOST = Duration.ofMillis(1500);
  private static final Duration POLL = Duration.ofMillis(5);

  private final Leaked leaked;
  private final Consumers consumers;
  private final Attacker attacker;

  /** Starts both. */
  public Watched(Leaked leaked) {
    this.leaked = leaked;
    consumers = Consumers.start(leaked.consumer().stream().toList(), PACE);
    attacker =
        Attacker.start(Map.of(leaked.row().credential(), leaked.stolen()), PACE, Clock.systemUTC());
  }

  /** Waits until both have got in, and that nobody was turned away before. */
  public void requireBothGetIn() {
    await(() ->
        (leaked.consumer().isEmpty() || consumers.requests() > 2)
            && !attacker.loot(leaked.row().credential()).successes().isEmpty());
    assertThat(consumers.failures()).isEmpty();
  }

  /** Waits until the attacker is told that, and gets in no more. */
  public void requireAttackerIsTold(String error) {
    await(() -> attacker.loot(leaked.row().credential()).lastError().isPresent());
    assertThat(attacker.loot(leaked.row().credential()).lastError()).hasValue(error);
    Instant refused = Instant.now();
    long tries = attacker.loot(leaked.row().credential()).tries();
    await(() -> attacker.loot(leaked.row().credential()).tries() > tries + 12);
    assertThat(attacker.loot(leaked.row().credential()).successesAfter(refused)).isZero();
  }

  /** Waits for more requests of the consumer, none of which fails. */
  public void requireConsumerWorksOn() {
    int failed = consumers.failures().size();
    long before = consumers.requests();
    await(() -> consumers.requests() > before + 3);
    assertThat(consumers.failures()).hasSize(failed);
  }

  /** Waits until a request of the consumer is good, whatever failed before it. */
  public void awaitConsumerLetIn() {
    long before = good();
    await(() -> good() > before);
  }

  private long good() {
    return consumers.tallies().values().stream()
        .mapToLong(tally -> tally.requests() - tally.failures().size())
        .sum();
  }

  /** Waits for longer than any consumer keeps what it read. */
  public void requireConsumerReadsAgain() {
    Instant start = Instant.now();
    long before = consumers.requests();
    await(
        () -> consumers.requests() > before + 2 && Instant.now().isAfter(start.plus(KEPT_AT_MOST)));
  }

  /** Waits until the consumer fails for that reason. */
  public void requireConsumerFails(String reason) {
    await(() -> !consumers.failures().isEmpty());
    assertThat(consumers.failures().getFirst().reason()).isEqualTo(reason);
    assertThat(consumers.failures().getFirst().identity()).isEqualTo(leaked.row().identity());
  }

  /** The consumers. */
  public Consumers consumers() {
    return consumers;
  }

  /** Waits for it. */
  public static void await(BooleanSupplier condition) {
    Instant deadline = Instant.now().plusSeconds(60);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** What no list may show: nothing of what was seeded stands in the rows. */
  public static List<String> lines(List<Leaked> leaked) {
    return leaked.stream().map(one -> one.row().line("")).toList();
  }

  @Override
  public void close() {
    consumers.close();
    attacker.close();
  }
}
