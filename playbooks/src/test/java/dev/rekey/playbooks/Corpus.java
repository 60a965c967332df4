// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.text.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Files that a reader must take or refuse. An invalid one is named after the first rule that it
 * breaks, and says in comments at its end what is to be told: {@code # expect: 3:5: message}.
 */
final class Corpus {

  private static final String EXPECT = "# expect: ";

  /** One file of the corpus. */
  record Example(String name, String text) {

    byte[] content() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    List<String> expected() {
      return text.lines()
          .filter(line -> line.startsWith(EXPECT))
          .map(line -> name + ":" + line.substring(EXPECT.length()))
          .toList();
    }

    /** Whether the file is named after one of these mistakes. */
    boolean namedAfter(List<Mistake> mistakes) {
      return mistakes.stream()
          .map(Mistake::rule)
          .anyMatch(rule -> name.equals(rule + ".yaml") || name.startsWith(rule + "-"));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Corpus() {}

  static Stream<Example> in(String folder) {
    try {
      URI place = Objects.requireNonNull(Corpus.class.getResource("/" + folder), folder).toURI();
      try (Stream<Path> files = Files.list(Path.of(place))) {
        return files.sorted().map(Corpus::example).toList().stream();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(folder, e);
    }
  }

  private static Example example(Path file) {
    try {
      return new Example(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
