// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import io.temporal.common.converter.DataConverterException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what activities answer. Whoever reaches Temporal can complete an activity with whatever
 * they like: in another encoding, in clear, with nothing at all. Left alone, such an answer would
 * fail the workflow's task again and again, and the run would stand still without a word.
 */
public final class Answers {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Answers() {}

  /** The answer; empty if it is not one of ours. */
  static <T> Optional<T> read(Supplier<? extends @Nullable T> call) {
    try {
      return Optional.ofNullable(call.get());
    } catch (DataConverterException notOurs) {
      return Optional.empty();
    }
  }

  /**
   * The answer of an activity that may be asked any number of times.
   *
   * @param alarm what is done about each answer that is not one of ours, before asking again
   */
  public static <T> T insist(Supplier<? extends @Nullable T> call, Runnable alarm) {
    Optional<T> answer = read(call);
    while (answer.isEmpty()) {
      alarm.run();
      Instant again = Instant.ofEpochMilli(Workflow.currentTimeMillis()).plus(PAUSE);
      Wait.until(again, "an answer was not one of ours: asks again", () -> false);
      answer = read(call);
    }
    return answer.get();
  }
}
