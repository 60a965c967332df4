// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.words.Secret;
import dev.rekey.worker.files.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Resolves {@code file:PATH} references: files that nobody but their owner can read. */
public final class SecretFiles {

  private static final String SCHEME = "file:";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFiles() {}

  static Secret read(String reference) {
    if (!reference.startsWith(SCHEME)) {
      throw new IllegalStateException(
          "reference '%s' (expected: file:/path/to/a/file of mode 0600, or".formatted(reference)
              + " vault:SYSTEM:LOCATION#SELECTOR)");
    }
    return read(Path.of(reference.substring(SCHEME.length())));
  }

  /**
   * What a file holds, without the line end that editors put there.
   *
   * @throws IllegalStateException with a message for people if it cannot be read, or others can
   *     read it
   */
  public static Secret read(Path file) {
    try {
      for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
        if (OTHERS.contains(permission)) {
          throw new IllegalStateException(
              "%s can be read by others (expected: mode 0600; chmod 600 it)".formatted(file));
        }
      }
      return Secret.taking(stripped(Limit.SECRET.read(file)));
    } catch (Limit.Exceeded tooLong) {
      throw new IllegalStateException("%s has %s".formatted(file, tooLong.getMessage()));
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "%s cannot be read (expected: a file of mode 0600 that holds the credential)"
              .formatted(file));
    }
  }

  /** Editors end files with a line end that is no part of the secret. */
  private static byte[] stripped(byte[] content) {
    int end = content.length;
    while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
      end--;
    }
    byte[] secret = java.util.Arrays.copyOf(content, end);
    java.util.Arrays.fill(content, (byte) 0);
    return secret;
  }
}
