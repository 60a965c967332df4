// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import dev.rekey.sandbox.seed.SeededKey;
import dev.rekey.sandbox.store.AppStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * One consumer: reads its key from its place, keeps it for a second, and works with it. After a
 * refusal it reads again, but the refused request has failed: somebody saw that.
 */
final class Application {
  private static final Duration CACHED_FOR = Duration.ofSeconds(1);

  private final SeededKey place;
  private final AppStore store;
  private final CallerIdentity sts;
  private final Clock clock;

  private Optional<AwsBasicCredentials> cached = Optional.empty();
  private Instant readAt = Instant.MIN;

  Application(SeededKey place, AppStore store, CallerIdentity sts, Clock clock) {
    this.place = place;
    this.store = store;
    this.sts = sts;
    this.clock = clock;
  }

  /** Does one request; empty if it went well. */
  Optional<Failure> request() {
    if (!clock.instant().isBefore(readAt.plus(CACHED_FOR))) {
      Optional<String> problem = read();
      if (cached.isEmpty()) {
        return Optional.of(failure("", problem.orElseThrow()));
      }
    }
    AwsBasicCredentials key = cached.orElseThrow();
    CallerIdentity.Answer answer = sts.ask(key);
    if (answer.error().isPresent()) {
      readAt = Instant.MIN;
      return Optional.of(failure(key.accessKeyId(), answer.error().get()));
    }
    return answer.user().equals(place.user())
        ? Optional.empty()
        : Optional.of(failure(key.accessKeyId(), "is " + answer.user()));
  }

  /** An application goes on with what it has when its store does not answer. */
  private Optional<String> read() {
    try {
      cached = Optional.of(store.key(place.location()));
      readAt = clock.instant();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("store: " + e.getMessage());
    }
  }

  private Failure failure(String keyId, String reason) {
    return new Failure(clock.instant(), place.user(), keyId, reason);
  }
}
