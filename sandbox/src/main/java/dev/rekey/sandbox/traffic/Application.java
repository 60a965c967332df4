// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One consumer: reads its credential from its place, keeps it for a while, and works with it. After
 * a refusal it reads again, but the refused request has failed: somebody saw that.
 *
 * @param <C> the credential, whole
 */
public final class Application<C> implements Consumer {
  private final String group;
  private final String identity;
  private final Place<C> place;
  private final Door<C> door;
  private final Duration keeps;
  private final Clock clock;

  private Optional<C> cached = Optional.empty();
  private Instant readAt = Instant.MIN;

  /**
   * An application.
   *
   * @param group what kind of credential it holds
   * @param identity as whom it has to be let in
   * @param keeps for how long it works with what it read before it reads again
   * @param clock for the times of failures and for how long a credential is kept
   */
  public Application(
      String group, String identity, Place<C> place, Door<C> door, Duration keeps, Clock clock) {
    this.group = requireNonNull(group, "group is null");
    this.identity = requireNonNull(identity, "identity is null");
    this.place = requireNonNull(place, "place is null");
    this.door = requireNonNull(door, "door is null");
    this.keeps = requireNonNull(keeps, "keeps is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public synchronized Optional<Failure> request() {
    if (!clock.instant().isBefore(readAt.plus(keeps))) {
      Optional<String> problem = read();
      if (cached.isEmpty()) {
        return Optional.of(failure(problem.orElseThrow()));
      }
    }
    Answer answer = door.enter(cached.orElseThrow());
    if (!answer.isGood()) {
      readAt = Instant.MIN;
      return answer.error().map(this::failure);
    }
    return answer.identity().equals(identity)
        ? Optional.empty()
        : Optional.of(failure("is " + answer.identity()));
  }

  /** An application goes on with what it has when its store does not answer. */
  private Optional<String> read() {
    try {
      cached = Optional.of(place.read());
      readAt = clock.instant();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("store: " + e.getMessage());
    }
  }

  private Failure failure(String reason) {
    return new Failure(clock.instant(), group, identity, reason);
  }
}
