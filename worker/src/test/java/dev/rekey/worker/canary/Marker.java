// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A secret that must not be found.
 *
 * @param name says which, without the value
 */
record Marker(String name, byte[] value) {

  /** Shorter ones would be found by chance. */
  static final int SHORTEST = 16;

  Marker {
    if (value.length < SHORTEST) {
      throw new IllegalArgumentException(
          "marker %s: %d bytes (expected: >= %d)".formatted(name, value.length, SHORTEST));
    }
  }

  static Marker of(String name, String value) {
    return new Marker(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Every form in which it might be written down, by the form's name. */
  Map<String, byte[]> forms() {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("clear", value);
    String text = new String(value, StandardCharsets.ISO_8859_1);
    forms.put("hex", ascii(HexFormat.of().formatHex(value)));
    forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(value)));
    forms.put("url", ascii(URLEncoder.encode(text, StandardCharsets.ISO_8859_1)));
    forms.put("json", ascii(text.replace("\\", "\\\\").replace("/", "\\/")));
    for (int before = 0; before < 3; before++) {
      forms.put("base64+" + before, base64(Base64.getEncoder(), before));
      forms.put("base64url+" + before, base64(Base64.getUrlEncoder(), before));
    }
    return forms;
  }

  /** What base64 makes of it whatever stands around it, with that many bytes before it. */
  private byte[] base64(Base64.Encoder encoder, int before) {
    byte[] padded = new byte[before + value.length];
    System.arraycopy(value, 0, padded, before, value.length);
    byte[] encoded = encoder.withoutPadding().encode(padded);
    int from = before == 0 ? 0 : before + 1;
    int whole = padded.length / 3 * 4;
    return Arrays.copyOfRange(encoded, from, whole);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
