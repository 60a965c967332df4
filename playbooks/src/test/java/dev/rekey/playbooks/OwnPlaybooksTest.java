// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.playbooks.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OwnPlaybooksTest {

  private static final Targets TARGETS =
      new Targets(
          new TreeMap<>(Map.of("aws", Set.of("iam-access-key"), "manual", Set.of("credential"))),
          Set.of("manual"));

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<WrittenPlaybook> read() {
    return switch (OwnPlaybooks.read(List.of(folder), TARGETS)) {
      case Reading.Read<List<WrittenPlaybook>>(List<WrittenPlaybook> read) -> read;
      case Reading.Wrong<List<WrittenPlaybook>> wrong -> throw new AssertionError(wrong);
    };
  }

  private List<Mistake> mistakes(Path... paths) {
    return switch (OwnPlaybooks.read(List.of(paths), TARGETS)) {
      case Reading.Read<List<WrittenPlaybook>> read -> throw new AssertionError(read);
      case Reading.Wrong<List<WrittenPlaybook>>(List<Mistake> mistakes) -> mistakes;
    };
  }

  private List<String> told(Path... paths) {
    return mistakes(paths).stream()
        .map(mistake -> mistake.toString().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void readsTheYamlFilesOfAFolderInTheirOrder() throws IOException {
    write("b.yml", "playbook: b\nfor: {connector: manual, kind: vpn}\n");
    write("a.yaml", "playbook: a\nfor: {connector: aws, kind: iam-access-key}\n");
    write("notes.txt", "no playbook");
    Files.createDirectory(folder.resolve("more.yaml"));

    assertThat(read()).extracting(one -> one.playbook().name()).containsExactly("a", "b");
  }

  @Test
  void takesThePlaceOfTheLibrarysForTheSameKind() throws IOException {
    write("a.yaml", "playbook: ours\nfor: {connector: aws, kind: iam-access-key}\n");

    assertThat(PlaybookLibrary.with(read()))
        .extracting(one -> one.playbook().name())
        .contains("ours", "by-hand", "openbao-token")
        .doesNotContain("aws-iam-access-key");
  }

  @Test
  void mayBeCalledAsTheOneWhosePlaceItTakes() throws IOException {
    write("a.yaml", "playbook: aws-iam-access-key\nfor: {connector: aws, kind: iam-access-key}\n");

    assertThat(read()).hasSize(1);
  }

  @Test
  void tellsAllMistakesOfAllFiles() throws IOException {
    Path first = write("1.yaml", "playbook: one\nfor: {connector: aws, kind: iam-acces-key}\n");
    Path second = write("2.yaml", "playbook: two\nfor: {connector: was, kind: iam-access-key}\n");
    Path third = write("3.yaml", "playbook: three\n");

    assertThat(told(first, second, third, folder.resolve("4.yaml")))
        .containsExactly(
            "1.yaml:2:29: for.kind: 'iam-acces-key' is no kind that connector aws rotates"
                + " (expected: one of [iam-access-key]); did you mean 'iam-access-key'?",
            "2.yaml:2:18: for.connector: 'was' (expected: one of [aws, manual]); did you mean"
                + " 'aws'?",
            "3.yaml:1:1: 'for' is missing",
            "4.yaml: there is no such file (expected: a playbook, or a folder)");
  }

  @Test
  void refusesTwoForOneKindAndTwoOfOneName() throws IOException {
    write("1.yaml", "playbook: one\nfor: {connector: aws, kind: iam-access-key}\n");
    write("2.yaml", "playbook: two\nfor: {connector: aws, kind: iam-access-key}\n");
    write("3.yaml", "playbook: one\nfor: {connector: manual, kind: vpn}\n");
    write("4.yaml", "playbook: by-hand\nfor: {connector: manual, kind: wifi}\n");

    assertThat(told(folder))
        .containsExactly(
            "2.yaml:2:29: for.kind: aws/iam-access-key has one already, 1.yaml (expected: one for"
                + " each kind)",
            "3.yaml:1:11: playbook: 'one' is the name of 1.yaml too, which is for"
                + " aws/iam-access-key (expected: another name)",
            "4.yaml:1:11: playbook: 'by-hand' is the name of library/by-hand.yaml too, which is for"
                + " manual/credential (expected: another name)");
    assertThat(mistakes(folder))
        .extracting(Mistake::rule)
        .containsExactly("duplicate-target", "duplicate-name", "duplicate-name");
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    Path file = write("1.yaml", "#".repeat(YamlFile.LARGEST + 1));

    assertThat(mistakes(file)).extracting(Mistake::rule).containsExactly("too-large");
  }

  @Test
  void aDraftOfEachShippedOneIsSoundAndNamesTheSchemaForBothEditors() throws IOException {
    for (WrittenPlaybook shipped : PlaybookLibrary.written()) {
      String draft = PlaybookDraft.of(shipped, "mine");

      assertThat(draft)
          .startsWith(
              "# yaml-language-server: $schema=playbook.schema.json\n"
                  + "# $schema: playbook.schema.json\n#\n# How ");
      assertThat(PlaybookReader.read("draft", draft.getBytes(UTF_8)))
          .isEqualTo(
              PlaybookReader.read(
                  "draft",
                  shipped.text().replaceFirst("playbook: .*", "playbook: mine").getBytes(UTF_8)));
    }
  }

  @Test
  void aDraftForAnotherKindIsSoundAsItStands() throws IOException {
    write("draft.yaml", PlaybookDraft.of("manual", "vpn-key", "mine"));

    WrittenPlaybook draft = read().getFirst();
    assertThat(draft.target()).isEqualTo("manual/vpn-key");
    assertThat(draft.playbook().name()).isEqualTo("mine");
  }

  @Test
  void findsTheOneToBeginWithByItsKindOrItsName() {
    assertThat(PlaybookDraft.shippedFor("iam-access-key"))
        .isEqualTo(PlaybookDraft.shippedFor("aws-iam-access-key"))
        .isPresent();
    assertThat(PlaybookDraft.shippedFor("iam")).isEmpty();
  }
}
