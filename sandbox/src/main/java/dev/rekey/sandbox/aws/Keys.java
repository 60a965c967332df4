// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of every access key, and since when: IAM is eventually consistent, so what holds
 * for a call is what was written at least one lag ago.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency">changes
 *     are not always immediately visible</a>
 */
final class Keys {

  /** What a key can be. */
  enum State {
    /** Not made yet, or not yet seen everywhere. */
    ABSENT,
    ACTIVE,
    INACTIVE,
    DELETED
  }

  /**
   * The last use of a key, as {@code GetAccessKeyLastUsed} tells it.
   *
   * @param service such as {@code sts}
   */
  record Use(Instant at, String service, String region) {}

  /** One key as the control endpoint shows it; never its secret. */
  record View(String id, String user, State visible, State actual, Optional<Use> lastUse) {}

  private record Change(Instant at, State state) {}

  private static final class Key {
    final String user;
    final Optional<Signature.Secret> secret;
    final List<Change> changes = new ArrayList<>();
    Optional<Use> lastUse = Optional.empty();

    Key(String user, Optional<Signature.Secret> secret) {
      this.user = user;
      this.secret = secret;
    }

    State at(Instant moment) {
      return changes.reversed().stream()
          .filter(change -> !change.at().isAfter(moment))
          .findFirst()
          .map(Change::state)
          .orElse(State.ABSENT);
    }
  }

  private final Map<String, Key> keys = new TreeMap<>();
  private Duration lag;

  Keys(Duration lag) {
    this.lag = requireNotNegative(lag);
  }

  synchronized void lag(Duration newLag) {
    lag = requireNotNegative(newLag);
  }

  synchronized Duration lag() {
    return lag;
  }

  /** A key that was there before anybody watched: seen everywhere, its secret unknown. */
  synchronized void existing(String id, String user, State state) {
    Key key = new Key(user, Optional.empty());
    key.changes.add(new Change(Instant.MIN, state));
    keys.put(id, key);
  }

  /** A key was made. Its secret is kept to know its holder after moto has forgotten it. */
  synchronized void created(String id, String user, Signature.Secret secret, Instant at) {
    Key key = new Key(user, Optional.of(secret));
    key.changes.add(new Change(at, State.ACTIVE));
    keys.put(id, key);
  }

  synchronized void changed(String id, State state, Instant at) {
    Key key = keys.get(id);
    if (key != null) {
      key.changes.add(new Change(at, state));
    }
  }

  /** What a call at that moment meets; empty for a key that nobody ever saw made. */
  synchronized Optional<State> visible(String id, Instant now) {
    return Optional.ofNullable(keys.get(id)).map(key -> key.at(seenUntil(now)));
  }

  /** What was written last, whether it is seen yet or not. */
  synchronized Optional<State> actual(String id) {
    return Optional.ofNullable(keys.get(id)).map(key -> key.at(Instant.MAX));
  }

  synchronized Optional<Signature.Secret> secret(String id) {
    return Optional.ofNullable(keys.get(id)).flatMap(key -> key.secret);
  }

  synchronized Optional<String> user(String id) {
    return Optional.ofNullable(keys.get(id)).map(key -> key.user);
  }

  synchronized void used(String id, Use use) {
    Key key = keys.get(id);
    if (key != null && key.lastUse.map(last -> last.at().isBefore(use.at())).orElse(true)) {
      key.lastUse = Optional.of(use);
    }
  }

  synchronized Optional<Use> lastUse(String id) {
    return Optional.ofNullable(keys.get(id)).flatMap(key -> key.lastUse);
  }

  synchronized List<View> views(Instant now) {
    return keys.entrySet().stream()
        .map(entry -> {
          Key key = entry.getValue();
          return new View(
              entry.getKey(), key.user, key.at(seenUntil(now)), key.at(Instant.MAX), key.lastUse);
        })
        .toList();
  }

  private Instant seenUntil(Instant now) {
    return now.minus(lag);
  }

  private static Duration requireNotNegative(Duration lag) {
    if (lag.isNegative()) {
      throw new IllegalArgumentException("lag: " + lag + " (expected: zero or more)");
    }
    return lag;
  }
}
