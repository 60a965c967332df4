// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rekey.spi.SystemTools;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Undecided;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Tries an access key by {@code sts:GetCallerIdentity}, which needs no right at all (STS API
 * Reference), so a key that is alive always gets 200 and its own identity.
 *
 * <p>Refused is exactly {@code 403 InvalidClientTokenId}. {@code SignatureDoesNotMatch} means that
 * the id lives, and is proof of nothing.
 */
final class AccessKeyProbe {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final AwsSettings settings;
  private final Sdk sdk;
  private final SystemTools tools;
  private final SecureRandom random = new SecureRandom();

  /**
   * One probe per key id at a time: others saw STS answer {@code SignatureDoesNotMatch} to a right
   * pair when two secrets were tried for one id within seconds. Several ids may share a lock.
   */
  private final ReentrantLock[] turns =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  AccessKeyProbe(AwsSettings settings, Sdk sdk, SystemTools tools) {
    this.settings = settings;
    this.sdk = sdk;
    this.tools = tools;
  }

  Verdict probe(CredentialValue value) {
    return value
        .part("id")
        .open(id ->
            value
                .part("secret")
                .open(secret -> tried(new String(id, ISO_8859_1), new String(secret, ISO_8859_1))));
  }

  Verdict probeNonsense() {
    return tried(KeyShape.nonsenseId(random), KeyShape.nonsenseSecret(random));
  }

  private Verdict tried(String id, String secret) {
    if (!KeyShape.plausible(id, secret)) {
      return new Undecided(
          "not tried: this is not the access key of a user (expected: an id that begins with AKIA,"
              + " and a secret without blanks)",
          SOON);
    }
    ReentrantLock turn = turns[Math.floorMod(id.hashCode(), turns.length)];
    try {
      if (!turn.tryLock(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return new Undecided("not tried: another probe of the same key is under way", SOON);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Undecided("not tried: interrupted", SOON);
    }
    try {
      return inTurn(AwsBasicCredentials.create(id, secret));
    } finally {
      turn.unlock();
    }
  }

  private Verdict inTurn(AwsBasicCredentials key) {
    Optional<Duration> wait = tools.budget().take();
    if (wait.isPresent()) {
      return new Undecided("not tried: the system's own budget is used up", wait.get());
    }
    try {
      return Caller.of(
              sdk.sts()
                  .getCallerIdentity(r ->
                      r.overrideConfiguration(override ->
                          override.credentialsProvider(StaticCredentialsProvider.create(key)))))
          .flatMap(caller -> caller.identity(settings.account()))
          .<Verdict>map(Alive::new)
          .orElseGet(() -> new Undecided("200 without an identity", Failure.PAUSE));
    } catch (RuntimeException e) {
      return Failure.of(e).verdict();
    }
  }
}
