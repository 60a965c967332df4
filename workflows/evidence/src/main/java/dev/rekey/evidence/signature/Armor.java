// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Base64 between two lines that say what it is, 70 characters a line, as OpenSSH writes it. */
final class Armor {

  private static final int COLUMNS = 70;
  private static final int LARGEST = 64 * 1024;

  private final String begin;
  private final String end;

  /**
   * An armor.
   *
   * @param label for example {@code SSH SIGNATURE}
   */
  Armor(String label) {
    begin = "-----BEGIN " + label + "-----";
    end = "-----END " + label + "-----";
  }

  /** The armored text, with a line end after the last line. */
  byte[] wrap(byte[] content) {
    byte[] lines = lines(content);
    WireWriter out = new WireWriter();
    out.bytes(ascii(begin + "\n")).bytes(lines).bytes(ascii("\n" + end + "\n"));
    Arrays.fill(lines, (byte) 0);
    return out.takeBytes();
  }

  /**
   * What is in the armor, however its lines are broken.
   *
   * @param text ASCII; not changed
   */
  byte[] unwrap(byte[] text) {
    if (text.length > LARGEST) {
      throw new MalformedEvidence(
          "%s: %d bytes long (expected: at most %d)".formatted(begin, text.length, LARGEST));
    }
    byte[] packed = withoutBlanks(text);
    byte[] first = withoutBlanks(ascii(begin));
    byte[] last = withoutBlanks(ascii(end));
    try {
      int length = packed.length - first.length - last.length;
      if (length < 0
          || !Arrays.equals(packed, 0, first.length, first, 0, first.length)
          || !Arrays.equals(
              packed, packed.length - last.length, packed.length, last, 0, last.length)) {
        throw new MalformedEvidence(
            "armor: not found (expected: '%s', base64, '%s')".formatted(begin, end));
      }
      return decode(packed, first.length, length);
    } finally {
      Arrays.fill(packed, (byte) 0);
    }
  }

  private byte[] decode(byte[] packed, int from, int length) {
    byte[] base64 = Arrays.copyOfRange(packed, from, from + length);
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The decoder's message quotes a character, which could be one of a private key.
      throw new MalformedEvidence(begin + ": what follows is not base64");
    } finally {
      Arrays.fill(base64, (byte) 0);
    }
  }

  private static byte[] withoutBlanks(byte[] text) {
    byte[] packed = new byte[text.length];
    int length = 0;
    for (byte b : text) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        packed[length++] = b;
      }
    }
    byte[] trimmed = Arrays.copyOf(packed, length);
    Arrays.fill(packed, (byte) 0);
    return trimmed;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The JDK's MIME encoder breaks lines only at multiples of four: 68 instead of 70. */
  private static byte[] lines(byte[] content) {
    byte[] base64 = Base64.getEncoder().encode(content);
    byte[] lines = new byte[base64.length + Math.max(0, base64.length - 1) / COLUMNS];
    int to = 0;
    for (int from = 0; from < base64.length; from++) {
      if (from > 0 && from % COLUMNS == 0) {
        lines[to++] = '\n';
      }
      lines[to++] = base64[from];
    }
    Arrays.fill(base64, (byte) 0);
    return lines;
  }
}
