// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads SSH's wire format (RFC 4251, section 5), and refuses every second spelling of a value. */
final class WireReader {

  private final String what;
  private final ByteBuffer bytes;

  /**
   * Starts reading.
   *
   * @param what how messages call it
   */
  WireReader(String what, byte[] bytes) {
    this.what = what;
    this.bytes = ByteBuffer.wrap(bytes);
  }

  byte[] bytes(int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new MalformedEvidence(
          "%s: ends too early (expected: %d more bytes, found: %d)"
              .formatted(what, Integer.toUnsignedLong(length), bytes.remaining()));
    }
    byte[] read = new byte[length];
    bytes.get(read);
    return read;
  }

  int uint32() {
    if (bytes.remaining() < Integer.BYTES) {
      throw new MalformedEvidence(what + ": ends too early (expected: 4 more bytes)");
    }
    return bytes.getInt();
  }

  byte oneByte() {
    return bytes(1)[0];
  }

  byte[] string() {
    return bytes(uint32());
  }

  String text() {
    byte[] string = string();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(string)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedEvidence(what + ": holds bytes that are no text (expected: UTF-8)");
    }
  }

  /** A positive number in its shortest form. */
  BigInteger positive() {
    byte[] string = string();
    if (string.length > 0) {
      BigInteger number = new BigInteger(string);
      if (number.signum() > 0 && number.toByteArray().length == string.length) {
        return number;
      }
    }
    throw new MalformedEvidence(what + ": a number is not positive and in its shortest form");
  }

  boolean more() {
    return bytes.hasRemaining();
  }

  void end() {
    if (more()) {
      throw new MalformedEvidence(
          "%s: %d bytes too many (expected: its end)".formatted(what, bytes.remaining()));
    }
  }
}
