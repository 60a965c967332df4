// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.words.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL stores of a password with SCRAM-SHA-256 (RFC 5802, RFC 7677), in its own text
 * form {@code SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>} (RFC 5803 with other
 * separators): enough to check a proof, not enough to make one.
 *
 * @param salt in base64
 * @param keys {@code <StoredKey>:<ServerKey>}, both in base64
 */
record Verifier(int iterations, String salt, String keys) {

  /** PostgreSQL's own default; the passwords that we choose need no slowing down of guesses. */
  private static final int ITERATIONS = 4096;

  private static final int MOST_ITERATIONS = 10_000_000;

  private static final String BASE64 = "[A-Za-z0-9+/]+={0,2}";
  private static final Pattern FORM =
      Pattern.compile("SCRAM-SHA-256\\$([1-9][0-9]{0,7}):(%1$s)\\$(%1$s:%1$s)".formatted(BASE64));

  /** Computes it for a password of printable ASCII. */
  static Verifier of(Secret password, Salt salt) {
    return of(password, ITERATIONS, salt.text());
  }

  static Verifier of(Secret password, int iterations, String salt) {
    byte[] salted =
        password.open(bytes -> salted(bytes, iterations, Base64.getDecoder().decode(salt)));
    try {
      byte[] clientKey = hmac(salted, "Client Key".getBytes(US_ASCII));
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      Arrays.fill(clientKey, (byte) 0);
      byte[] serverKey = hmac(salted, "Server Key".getBytes(US_ASCII));
      Base64.Encoder base64 = Base64.getEncoder();
      return new Verifier(
          iterations,
          salt,
          base64.encodeToString(storedKey) + ":" + base64.encodeToString(serverKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } finally {
      Arrays.fill(salted, (byte) 0);
    }
  }

  /** {@code Hi} of RFC 5802, section 2.2: one block of PBKDF2. */
  private static byte[] salted(byte[] password, int iterations, byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(password, "HmacSHA256"));
      mac.update(salt);
      byte[] last = mac.doFinal(new byte[] {0, 0, 0, 1});
      byte[] sum = last.clone();
      for (int i = 1; i < iterations; i++) {
        last = mac.doFinal(last);
        for (int at = 0; at < sum.length; at++) {
          sum[at] ^= last[at];
        }
      }
      Arrays.fill(last, (byte) 0);
      return sum;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  /** Reads what the server stores; empty for another form, such as an MD5 one. */
  static Optional<Verifier> parse(String stored) {
    Matcher matcher = FORM.matcher(stored);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MOST_ITERATIONS) {
      return Optional.empty();
    }
    return Optional.of(
        new Verifier(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
  }

  /** Whether it was made of this password. */
  boolean accepts(Secret password) {
    return MessageDigest.isEqual(
        keys.getBytes(US_ASCII), of(password, iterations, salt).keys().getBytes(US_ASCII));
  }

  /** As the server stores it; holds no character that SQL would need quoted. */
  String text() {
    return "SCRAM-SHA-256$%d:%s$%s".formatted(iterations, salt, keys);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "Verifier[%d:%s]".formatted(iterations, salt);
  }
}
