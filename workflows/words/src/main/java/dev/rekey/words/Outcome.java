// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Function;

/**
 * What came of a call to a vendor. Nothing else is thrown for what a vendor answers.
 *
 * @param <T> what a call that went through returns
 */
public sealed interface Outcome<T> {

  /** It went through. */
  record Done<T>(T value) implements Outcome<T> {
    public Done {
      requireNonNull(value, "value is null");
    }
  }

  /**
   * A definite no; nothing changed; the same call again gets the same answer.
   *
   * @param message what was refused and why, without any secret and without the vendor's raw text
   */
  record Rejected<T>(Rejection why, String message) implements Outcome<T> {}

  /**
   * Not now; nothing changed; the same call may go through later. Also for a system that cannot be
   * reached at all or is sealed, so long as nothing was sent.
   *
   * @param after how long to wait, as the system says or a sensible guess
   * @param message what was tried and what answered
   */
  record Throttled<T>(Duration after, String message) implements Outcome<T> {}

  /** It may have happened: ask the system before repeating. */
  record Unknown<T>(String message) implements Outcome<T> {}

  /** The same outcome with its value changed. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return flatMap(value -> new Done<>(change.apply(value)));
  }

  /** Goes on with the next call if this one went through. */
  default <R> Outcome<R> flatMap(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(T value) -> next.apply(value);
      case Rejected<T>(Rejection why, String message) -> new Rejected<>(why, message);
      case Throttled<T>(Duration after, String message) -> new Throttled<>(after, message);
      case Unknown<T>(String message) -> new Unknown<>(message);
    };
  }
}
