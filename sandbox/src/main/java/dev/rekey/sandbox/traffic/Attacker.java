// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Somebody who stole the keys and keeps trying each of them until closed. */
public final class Attacker implements AutoCloseable {

  /**
   * What came of one key.
   *
   * @param tries how often it was tried
   * @param successes how often it worked
   * @param lastSuccess when it last worked: the moment of asking
   * @param lastError what the last try that failed was told
   */
  public record Loot(
      long tries, long successes, Optional<Instant> lastSuccess, Optional<String> lastError) {
    private static final Loot NONE = new Loot(0, 0, Optional.empty(), Optional.empty());

    private Loot after(CallerIdentity.Answer answer, Instant at) {
      return answer.error().isEmpty()
          ? new Loot(tries + 1, successes + 1, Optional.of(at), lastError)
          : new Loot(tries + 1, successes, lastSuccess, answer.error());
    }
  }

  private final Map<String, Loot> loot = new TreeMap<>();
  private final CallerIdentity sts;
  private final Clock clock;
  private final Rounds rounds;

  private Attacker(List<AwsBasicCredentials> keys, URI aws, Duration pace, Clock clock) {
    this.clock = clock;
    sts = new CallerIdentity(aws);
    rounds =
        new Rounds(
            "attacker", keys.stream().<Runnable>map(key -> () -> attempt(key)).toList(), pace);
  }

  /**
   * Starts trying.
   *
   * @param keys what was stolen
   * @param aws the endpoint of STS
   * @param pace how long to pause between two tries of the same key; at least 10 ms
   * @param clock for the times of success
   */
  public static Attacker start(
      List<AwsBasicCredentials> keys, URI aws, Duration pace, Clock clock) {
    return new Attacker(keys, aws, pace, clock);
  }

  /** What came of each key so far, by access key id; a key that was not tried yet is absent. */
  public synchronized Map<String, Loot> loot() {
    return Map.copyOf(loot);
  }

  /** What came of that key so far. */
  public synchronized Loot loot(String keyId) {
    return loot.getOrDefault(keyId, Loot.NONE);
  }

  private void attempt(AwsBasicCredentials key) {
    Instant asked = clock.instant();
    CallerIdentity.Answer answer = sts.ask(key);
    synchronized (this) {
      loot.put(key.accessKeyId(), loot(key.accessKeyId()).after(answer, asked));
    }
  }

  /** Ends after the try that each key is in. */
  @Override
  public void close() {
    rounds.close();
    sts.close();
  }
}
