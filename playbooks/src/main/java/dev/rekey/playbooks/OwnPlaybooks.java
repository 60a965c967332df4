// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.Playbook;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.playbooks.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Playbooks that people wrote for themselves: read, compiled and held against each other. */
public final class OwnPlaybooks {

  private final Targets targets;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<WrittenPlaybook> sound = new ArrayList<>();

  private OwnPlaybooks(Targets targets) {
    this.targets = targets;
  }

  /**
   * Reads files, and of folders the files in them that end in {@code .yaml} or {@code .yml}. Never
   * throws for what is there.
   *
   * @return all of them in the order of their paths, or every mistake of every file
   */
  public static Reading<List<WrittenPlaybook>> read(List<Path> paths, Targets targets) {
    OwnPlaybooks own = new OwnPlaybooks(targets);
    paths.stream().distinct().forEach(own::add);
    own.compare();
    return own.mistakes.isEmpty()
        ? new Reading.Read<>(List.copyOf(own.sound))
        : new Reading.Wrong<>(own.mistakes);
  }

  private void add(Path path) {
    if (!Files.isDirectory(path)) {
      addFile(path);
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      files
          .filter(file -> file.toString().matches("(?s).*\\.ya?ml"))
          .filter(file -> !Files.isDirectory(file))
          .sorted()
          .forEach(this::addFile);
    } catch (IOException unreadable) {
      mistakes.add(Mistake.ofFile(path.toString(), "unreadable", "cannot be read: " + unreadable));
    }
  }

  private void addFile(Path path) {
    String file = path.toString();
    try (InputStream content = Files.newInputStream(path)) {
      // One byte more than allowed is enough to refuse it, however long it is.
      add(file, content.readNBytes(YamlFile.LARGEST + 1));
    } catch (NoSuchFileException missing) {
      mistakes.add(
          Mistake.ofFile(
              file, "unreadable", "there is no such file (expected: a playbook, or a folder)"));
    } catch (IOException unreadable) {
      mistakes.add(Mistake.ofFile(file, "unreadable", "cannot be read: " + unreadable));
    }
  }

  private void add(String file, byte[] content) {
    switch (PlaybookReader.read(file, content)) {
      case Reading.Wrong<Playbook>(List<Mistake> found) -> mistakes.addAll(found);
      case Reading.Read<Playbook>(Playbook playbook) -> {
        WrittenPlaybook written =
            new WrittenPlaybook(file, new String(content, StandardCharsets.UTF_8), playbook);
        mistakes.addAll(targets.mistakes(written));
        sound.add(written);
      }
    }
  }

  /** Two for one kind, or of one name, would leave open which of them a plan goes by. */
  private void compare() {
    for (int i = 0; i < sound.size(); i++) {
      WrittenPlaybook one = sound.get(i);
      List<WrittenPlaybook> before = sound.subList(0, i);
      first(before.stream().filter(one::isForTheSameAs))
          .ifPresent(other ->
              mistakes.add(
                  one.mistakeIn(
                      "kind",
                      "duplicate-target",
                      "%s has one already, %s (expected: one for each kind)"
                          .formatted(one.target(), other.file()))));
      Stream<WrittenPlaybook> others =
          Stream.concat(
              before.stream(),
              PlaybookLibrary.written().stream().filter(shipped -> !shipped.isForTheSameAs(one)));
      first(others.filter(one::isCalledAs))
          .ifPresent(other ->
              mistakes.add(
                  one.mistakeInName(
                      "duplicate-name",
                      "'%s' is the name of %s too, which is for %s (expected: another name)"
                          .formatted(one.playbook().name(), other.file(), other.target()))));
    }
  }

  private static Optional<WrittenPlaybook> first(Stream<WrittenPlaybook> some) {
    return some.findFirst();
  }
}
