// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What an access key of an IAM user looks like.
 *
 * <p>Ids of long-lived keys begin with {@code AKIA}; those of sessions begin with {@code ASIA} (IAM
 * User Guide, "IAM identifiers"). The difference matters: AWS refuses a session's id without its
 * token with {@code InvalidClientTokenId} however alive it is, so trying one proves nothing.
 */
final class KeyShape {

  /** Sixteen to 128 word characters (IAM API Reference, {@code AccessKey}). */
  private static final Pattern ID = Pattern.compile("AKIA[A-Z0-9]{12,124}");

  /** No blanks: the SDK would strip them and try another value than the one at hand. */
  private static final Pattern SECRET = Pattern.compile("[!-~]{8,256}");

  private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private KeyShape() {}

  static boolean plausible(String id, String secret) {
    return ID.matcher(id).matches() && SECRET.matcher(secret).matches();
  }

  /** An id that AWS has not given out but for a chance of one in 10^24. */
  static String nonsenseId(SecureRandom random) {
    return "AKIA" + letters(random, ID_LETTERS, 16);
  }

  static String nonsenseSecret(SecureRandom random) {
    return letters(random, SECRET_LETTERS, 40);
  }

  private static String letters(SecureRandom random, String from, int length) {
    StringBuilder letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append(from.charAt(random.nextInt(from.length())));
    }
    return letters.toString();
  }
}
