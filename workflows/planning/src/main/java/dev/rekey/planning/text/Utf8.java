// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a file that a person wrote, or why its bytes are none. */
public sealed interface Utf8 {

  /** The text, without a byte order mark. */
  record Text(String text) implements Utf8 {}

  /** Why there is no text. */
  record Wrong(Mistake mistake) implements Utf8 {}

  /**
   * Decodes a whole file; refuses what is no UTF-8 or holds a NUL byte.
   *
   * @param source the file's name, as the mistake cites it
   */
  static Utf8 decode(String source, byte[] file) {
    String format = otherFormat(file);
    if (!format.isEmpty()) {
      return new Wrong(
          Mistake.ofFile(
              source, "not-text", format + " (expected: plain text in UTF-8; export it so)"));
    }
    for (int i = 0; i < file.length; i++) {
      if (file[i] == 0) {
        return new Wrong(
            new Mistake(
                source,
                line(file, i),
                0,
                "nul-byte",
                "a NUL byte at offset %d (expected: text in UTF-8, not UTF-16 or binary)"
                    .formatted(i)));
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(file);
    CharBuffer text = CharBuffer.allocate(file.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(bytes, text, true);
    if (result.isError()) {
      int at = bytes.position();
      return new Wrong(
          new Mistake(
              source,
              line(file, at),
              0,
              "not-utf-8",
              "byte 0x%02X at offset %d is not UTF-8 (expected: the file saved as UTF-8)"
                  .formatted(file[at], at)));
    }
    String decoded = text.flip().toString();
    return new Text(decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded);
  }

  /** What else a file is by its first bytes; empty if nothing that is known. */
  private static String otherFormat(byte[] file) {
    if (starts(file, 0xFF, 0xFE) || starts(file, 0xFE, 0xFF)) {
      return "UTF-16 text";
    }
    if (starts(file, 'P', 'K', 3, 4)) {
      return "a ZIP archive, perhaps a workbook of a spreadsheet";
    }
    if (starts(file, 0x1F, 0x8B)) {
      return "a gzip archive";
    }
    return starts(file, '%', 'P', 'D', 'F') ? "a PDF" : "";
  }

  private static boolean starts(byte[] file, int... bytes) {
    if (file.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((file[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static int line(byte[] file, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (file[i] == '\n' || (file[i] == '\r' && file[i + 1] != '\n')) {
        line++;
      }
    }
    return line;
  }
}
