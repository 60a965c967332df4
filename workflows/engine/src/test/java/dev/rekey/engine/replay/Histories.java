// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.replay;

import dev.rekey.engine.campaign.CampaignWorkflowImpl;
import dev.rekey.engine.campaign.WaveWorkflowImpl;
import dev.rekey.engine.rotation.RotationWorkflowImpl;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The stored histories, by workflow type. */
final class Histories {

  static final Map<String, Class<?>> TYPES =
      Map.of(
          "Rotation", RotationWorkflowImpl.class,
          "Wave", WaveWorkflowImpl.class,
          "Campaign", CampaignWorkflowImpl.class);

  private static final Path FOLDER = Path.of("src/test/resources/histories");

  private Histories() {}

  static List<Path> all() {
    return TYPES.keySet().stream().sorted().flatMap(type -> of(type).stream()).toList();
  }

  static List<Path> of(String type) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(type))) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Class<?> today(Path file) {
    return java.util.Objects.requireNonNull(
        TYPES.get(file.getName(file.getNameCount() - 2).toString()), "no such type");
  }

  static String json(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static WorkflowExecutionHistory read(Path file) {
    return WorkflowExecutionHistory.fromJson(json(file));
  }
}
