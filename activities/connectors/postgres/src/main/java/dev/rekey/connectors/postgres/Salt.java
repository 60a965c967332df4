// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A salt of ours: 16 random bytes, as many as PostgreSQL's own, and after them the server's time at
 * the change in milliseconds.
 *
 * <p>PostgreSQL does not record when a password was set. A salt may have any length and is stored
 * with the password, in one statement and for as long as that password stands; so that is where we
 * note what is needed later to tell sessions of the old password from those of the new one.
 *
 * @param text in base64
 */
record Salt(String text) {

  private static final int RANDOM = 16;
  private static final int LENGTH = RANDOM + Long.BYTES;
  private static final Instant NONE_BEFORE = Instant.parse("2025-01-01T00:00:00Z");

  static Salt at(Instant change, SecureRandom random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    ByteBuffer.wrap(bytes).putLong(RANDOM, change.toEpochMilli());
    return new Salt(Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * When the change was, if the salt is ours.
   *
   * @param now the server's time: a foreign salt of this length would have to hold, by chance, a
   *     time before it
   */
  Optional<Instant> change(Instant now) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length != LENGTH) {
      return Optional.empty();
    }
    Instant change = Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong(RANDOM));
    return change.isBefore(NONE_BEFORE) || change.isAfter(now.plus(Duration.ofDays(1)))
        ? Optional.empty()
        : Optional.of(change);
  }
}
