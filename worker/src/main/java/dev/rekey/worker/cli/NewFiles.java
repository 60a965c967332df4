// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rekey.words.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** Files that commands leave behind. None replaces one that was there. */
final class NewFiles {

  private NewFiles() {}

  /** Makes the folder of a file, for its owner alone, if it is not there. */
  static void folderFor(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder, modes(folder.getRoot(), "rwx------"));
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Writes a file that is its owner's alone from its first moment on. */
  static void writePrivate(Path file, Secret content) {
    content.open(bytes -> {
      write(file, bytes, modes(file.toAbsolutePath().getRoot(), "rw-------"));
      return file;
    });
  }

  static void write(Path file, String content) {
    write(file, content.getBytes(StandardCharsets.UTF_8), new FileAttribute<?>[0]);
  }

  /** Writes a file, or leaves alone one that has the very same content. */
  static void writeOnce(Path file, byte[] content) {
    try {
      if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
        return;
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
    write(file, content, new FileAttribute<?>[0]);
  }

  private static void write(Path file, byte[] content, FileAttribute<?>[] modes) {
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), modes)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static FileAttribute<?>[] modes(Path near, String mode) {
    boolean posix = near.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static Failure failure(Path file, IOException e) {
    return e instanceof java.nio.file.FileAlreadyExistsException
        ? new Failure(
            ExitCode.BAD_INPUT, "%s is there already, with other content".formatted(file), null)
        : new Failure(ExitCode.FAILED, "%s cannot be written: %s".formatted(file, e), null);
  }
}
