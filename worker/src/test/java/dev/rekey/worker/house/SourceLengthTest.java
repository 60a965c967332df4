// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No file of any module is long: where one grows, a noun is missing. */
@Timeout(60)
class SourceLengthTest {

  private static final int LONGEST = 300;
  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

  @Test
  void noSourceFileIsLong() throws IOException {
    Path root = root();
    List<Path> files = sources(root);
    assertThat(modules(files))
        .as("modules seen under %s", root)
        .contains("worker", "servers", "sandbox", "playbooks", "workflows", "activities");
    assertThat(tooLong(files)).isEmpty();
  }

  @Test
  void aLongOneIsFound(@TempDir Path folder) throws IOException {
    Path main = Files.createDirectories(folder.resolve("module/src/main/java/dev"));
    Files.write(main.resolve("Fits.java"), Collections.nCopies(LONGEST, "// a line"));
    Files.write(main.resolve("Long.java"), Collections.nCopies(LONGEST + 1, "// a line"));
    assertThat(tooLong(sources(folder)))
        .singleElement()
        .asString()
        .contains("Long.java: 301 lines");
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().contains("/src/main/java/") && file.toString().endsWith(".java")) {
              sources.add(root.relativize(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources.stream().map(root::resolve).sorted().toList();
  }

  private static Path root() {
    return requireNonNull(Path.of("").toAbsolutePath().getParent(), "the worker lies in a folder");
  }

  private static Set<String> modules(List<Path> files) {
    Path root = root();
    Set<String> modules = new TreeSet<>();
    files.forEach(file -> modules.add(root.relativize(file).getName(0).toString()));
    return modules;
  }

  private static List<String> tooLong(List<Path> files) throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : files) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST) {
        tooLong.add("%s: %d lines (expected: at most %d)".formatted(file, lines, LONGEST));
      }
    }
    return tooLong;
  }
}
