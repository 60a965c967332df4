// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.Playbook;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Position;
import dev.rekey.playbooks.yaml.YamlFile;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A playbook and what it was compiled from.
 *
 * @param file where it stands, as people are told
 * @param text the file's content
 */
public record WrittenPlaybook(String file, String text, Playbook playbook) {

  public WrittenPlaybook {
    requireNonNull(file, "file is null");
    requireNonNull(text, "text is null");
    requireNonNull(playbook, "playbook is null");
  }

  /** What it says of some credentials only, in its own order. */
  List<PlaybookCase> cases() {
    return text.contains("cases")
        ? PlaybookReader.cases(file, text.getBytes(StandardCharsets.UTF_8))
        : List.of();
  }

  /** Whether both are for the same kind of credential of the same connector. */
  boolean isForTheSameAs(WrittenPlaybook other) {
    return playbook.connector().equals(other.playbook.connector())
        && playbook.kind().equals(other.playbook.kind());
  }

  boolean isCalledAs(WrittenPlaybook other) {
    return playbook.name().equals(other.playbook.name());
  }

  String target() {
    return playbook.connector() + "/" + playbook.kind();
  }

  Mistake mistakeInName(String rule, String message) {
    return mistake(root().text("playbook"), rule, "playbook: " + message);
  }

  /** A mistake in what it is for. */
  Mistake mistakeIn(String key, String rule, String message) {
    return mistake(
        root().map("for").flatMap(target -> target.text(key)), rule, "for." + key + ": " + message);
  }

  private Mistake mistake(Optional<YamlText> at, String rule, String message) {
    Position position = at.map(YamlText::position).orElseGet(root()::position);
    return new Mistake(file, position.line(), position.column(), rule, message);
  }

  private YamlMap root() {
    return YamlFile.read(file, text.getBytes(StandardCharsets.UTF_8)).root();
  }
}
