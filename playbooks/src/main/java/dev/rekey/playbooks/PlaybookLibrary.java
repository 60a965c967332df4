// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.Playbook;
import dev.rekey.playbooks.yaml.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The playbooks that come with Rekey. */
public final class PlaybookLibrary {

  private static final List<String> NAMES =
      List.of(
          "aws-iam-access-key",
          "by-hand",
          "openbao-approle-secret-id",
          "openbao-token",
          "postgres-dual-password",
          "postgres-role-password");

  private PlaybookLibrary() {}

  /** All of them, sorted by name. */
  public static List<Playbook> shipped() {
    return written().stream().map(WrittenPlaybook::playbook).toList();
  }

  /** All of them with their text, sorted by name. */
  public static List<WrittenPlaybook> written() {
    return NAMES.stream().map(PlaybookLibrary::load).toList();
  }

  /**
   * All that a plan may go by, sorted by name: these, and of the library those whose kind none of
   * these is for.
   */
  public static List<WrittenPlaybook> with(List<WrittenPlaybook> own) {
    return Stream.concat(
            own.stream(),
            written().stream().filter(shipped -> own.stream().noneMatch(shipped::isForTheSameAs)))
        .sorted(Comparator.comparing(one -> one.playbook().name()))
        .toList();
  }

  private static WrittenPlaybook load(String name) {
    String file = "library/" + name + ".yaml";
    String text = Packed.text(file);
    return switch (PlaybookReader.read(file, text.getBytes(StandardCharsets.UTF_8))) {
      case Reading.Read<Playbook>(Playbook playbook) -> new WrittenPlaybook(file, text, playbook);
      case Reading.Wrong<Playbook>(var mistakes) ->
          throw new IllegalStateException(
              "playbooks that come with Rekey are sound, but " + mistakes);
    };
  }
}
