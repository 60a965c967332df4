// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.Playbook;
import dev.rekey.playbooks.yaml.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

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
    return NAMES.stream().map(PlaybookLibrary::load).toList();
  }

  private static Playbook load(String name) {
    String file = "library/" + name + ".yaml";
    try (InputStream content = PlaybookLibrary.class.getResourceAsStream(file)) {
      if (content == null) {
        throw new IllegalStateException(file + ": not in this build (expected: packed beside it)");
      }
      return switch (PlaybookReader.read(file, content.readAllBytes())) {
        case Reading.Read<Playbook>(Playbook playbook) -> playbook;
        case Reading.Wrong<Playbook>(var mistakes) ->
            throw new IllegalStateException(
                "playbooks that come with Rekey are sound, but " + mistakes);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
