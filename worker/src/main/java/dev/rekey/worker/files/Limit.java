// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The most that is read of a file or a stream. A device or a pipe may have no end, and a file may
 * be another one than was meant: neither may fill the memory.
 */
public record Limit(int bytes) {

  /** For what holds one secret: a key, a token, a password. */
  public static final Limit SECRET = new Limit(64 << 10);

  /** For what a person writes: settings, a column map, rules. */
  public static final Limit TEXT = new Limit(256 << 10);

  /** For the public keys of everybody who may decide. */
  public static final Limit KEYS = new Limit(4 << 20);

  public Limit {
    if (bytes < 1 || bytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("limit: %d bytes (expected: >= 1)".formatted(bytes));
    }
  }

  /** There is more than is read. */
  public static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;

    Exceeded(int most) {
      super("more than %,d bytes (expected: at most that)".formatted(most));
    }
  }

  /**
   * The file's content, whole.
   *
   * @throws Exceeded if there is more than this limit allows
   */
  public byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /**
   * All that comes.
   *
   * @throws Exceeded if there is more than this limit allows
   */
  public byte[] read(InputStream in) throws IOException {
    byte[] read = in.readNBytes(bytes + 1);
    if (read.length > bytes) {
      Arrays.fill(read, (byte) 0);
      throw new Exceeded(bytes);
    }
    return read;
  }
}
