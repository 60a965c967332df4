// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.worker.cli.CannotStart;
import dev.rekey.worker.cli.ExitCode;
import dev.rekey.worker.cli.UpOptions;
import dev.rekey.worker.files.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings file that is meant, and what was said beside it.
 *
 * @param file may be missing if it was not named
 */
record SettingsFile(Path file, UpOptions options) {

  private static final String NAME = "rekey.yaml";

  static SettingsFile of(UpOptions options) {
    Path named = options.configuration();
    return new SettingsFile(
        named == null ? options.home().toAbsolutePath().resolve(NAME) : named.toAbsolutePath(),
        options);
  }

  boolean isThere() {
    return options.configuration() != null || Files.exists(file);
  }

  /**
   * Reads it.
   *
   * @param mustName whether servers of somebody must be named
   * @throws CannotStart if it is there and cannot be read
   */
  Reading<UpSettings> read(boolean mustName) {
    Path folder = file.getParent() == null ? options.home() : file.getParent();
    SettingsReader.Sources sources =
        new SettingsReader.Sources(
            file.toString(), folder, content(), options.flags(), options.environment());
    return mustName ? SettingsReader.readServers(sources) : SettingsReader.read(sources);
  }

  private byte[] content() {
    try {
      return isThere() ? Limit.TEXT.read(file) : new byte[0];
    } catch (IOException unreadable) {
      throw new CannotStart(
          ExitCode.BAD_INPUT,
          List.of("%s cannot be read: %s".formatted(file, unreadable.getMessage())),
          "correct it; nothing was started",
          unreadable);
    }
  }
}
