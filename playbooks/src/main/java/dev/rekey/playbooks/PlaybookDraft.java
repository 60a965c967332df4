// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody who writes a playbook begins with: a sound one that says in comments what each key
 * is for.
 */
public final class PlaybookDraft {

  /** Both forms in which editors look for a schema. */
  private static final String EDITORS =
      """
      # yaml-language-server: $schema=%1$s
      # $schema: %1$s
      """
          .formatted(PlaybookSchema.FILE);

  private PlaybookDraft() {}

  /**
   * The library's playbook under another name.
   *
   * @param name a label
   */
  public static String of(WrittenPlaybook shipped, String name) {
    return EDITORS
        + "#\n"
        + lines(shipped.text())
            .map(line -> line.startsWith("playbook:") ? "playbook: " + name : line)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /** One for a kind that the library has none for; all three are labels. */
  public static String of(String connector, String kind, String name) {
    return EDITORS
        + "#\n"
        + lines(Packed.text("schema/template.yaml"))
            .map(line ->
                line.replace("NAME", name).replace("CONNECTOR", connector).replace("KIND", kind))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The library's playbook that is called so or is for that kind. */
  public static Optional<WrittenPlaybook> shippedFor(String kindOrName) {
    return PlaybookLibrary.written().stream()
        .filter(one ->
            one.playbook().name().equals(kindOrName)
                || one.playbook().kind().value().equals(kindOrName))
        .findFirst();
  }

  private static Stream<String> lines(String text) {
    return text.lines().filter(line -> !line.startsWith("# SPDX-License-Identifier"));
  }
}
