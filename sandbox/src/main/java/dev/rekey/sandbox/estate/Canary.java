// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** Other secrets of an application, which nobody who replaces its credential may touch. */
public final class Canary {
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Canary() {}

  /** Two neighbours of a credential, to be put at its place. */
  public static Map<String, String> neighbours() {
    return Map.of("webhook_signing_key", value(), "session_pepper", value());
  }

  private static String value() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return "CANARY-" + HexFormat.of().formatHex(bytes);
  }
}
