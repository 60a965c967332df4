// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.canary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds markers in bytes, all forms of all of them in one pass. */
final class Scanner {

  /** Patterns are looked up by their first eight bytes. */
  private static final int START = Long.BYTES;

  private record Pattern(String name, byte[] bytes) {}

  private final Map<Long, List<Pattern>> patterns = new HashMap<>();
  private final boolean[] possible = new boolean[1 << 16];
  private final TreeSet<String> found = new TreeSet<>();
  private long bytes;

  Scanner(Collection<Marker> markers) {
    for (Marker marker : markers) {
      marker
          .forms()
          .forEach((form, pattern) -> {
            long start = start(pattern);
            possible[slot(start)] = true;
            patterns
                .computeIfAbsent(start, _ -> new ArrayList<>())
                .add(new Pattern(marker.name() + " in " + form, pattern));
          });
    }
  }

  /** What was found so far, as {@code marker in form: source}. */
  TreeSet<String> found() {
    return found;
  }

  /** How much was looked through. */
  long bytes() {
    return bytes;
  }

  Scanner text(String source, String text) {
    return bytes(source, text.getBytes(StandardCharsets.UTF_8));
  }

  Scanner bytes(String source, byte[] content) {
    bytes += content.length;
    long window = 0;
    for (int end = 0; end < content.length; end++) {
      window = window << 8 | (content[end] & 0xff);
      if (end >= START - 1 && possible[slot(window)]) {
        at(source, content, end - START + 1, window);
      }
    }
    return this;
  }

  /** Every file below a folder that is wanted. */
  Scanner folder(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(wanted).toList()) {
        bytes(file.toString(), Files.readAllBytes(file));
      }
    }
    return this;
  }

  private void at(String source, byte[] content, int from, long start) {
    for (Pattern pattern : patterns.getOrDefault(start, List.of())) {
      int to = from + pattern.bytes().length;
      if (to <= content.length
          && Arrays.equals(content, from, to, pattern.bytes(), 0, pattern.bytes().length)) {
        found.add(pattern.name() + ": " + source);
      }
    }
  }

  private static long start(byte[] pattern) {
    long start = 0;
    for (int i = 0; i < START; i++) {
      start = start << 8 | (pattern[i] & 0xff);
    }
    return start;
  }

  private static int slot(long start) {
    return (int) (start * 0x9E3779B97F4A7C15L >>> 48);
  }
}
