// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that are packed beside the classes of this package. */
final class Packed {

  private Packed() {}

  static byte[] bytes(String file) {
    try (InputStream content = Packed.class.getResourceAsStream(file)) {
      if (content == null) {
        throw new IllegalStateException(file + ": not in this build (expected: packed beside it)");
      }
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  static String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }
}
