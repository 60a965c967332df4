// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import dev.rekey.planning.text.Mistake;
import dev.rekey.planning.text.Utf8;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A YAML file, read strictly: UTF-8, at most 256 KiB, one document, keys and values at the top, at
 * most 30 levels deep; no aliases, anchors, tags or duplicate keys; every value is text until its
 * reader says what it is to be.
 *
 * <p>Ask {@link #root()} for everything that the file may say, then {@link #reading}: it returns
 * what was read, or all mistakes at once, unknown keys included.
 */
public final class YamlFile {

  /** The most bytes that a file may have. */
  public static final int LARGEST = 256 << 10;

  private final Mistakes mistakes;
  private final YamlMap root;
  private final boolean broken;

  private YamlFile(Mistakes mistakes, YamlMap root, boolean broken) {
    this.mistakes = mistakes;
    this.root = root;
    this.broken = broken;
  }

  /**
   * Reads a file. Never throws for what is in it.
   *
   * @param file its name, as mistakes cite it
   */
  public static YamlFile read(String file, byte[] content) {
    Mistakes mistakes = new Mistakes(file);
    if (content.length > LARGEST) {
      mistakes.add(
          Mistake.ofFile(
              file,
              "too-large",
              "%,d bytes (expected: at most %,d)".formatted(content.length, LARGEST)));
      return broken(mistakes);
    }
    return switch (Utf8.decode(file, content)) {
      case Utf8.Wrong(Mistake mistake) -> {
        mistakes.add(mistake);
        yield broken(mistakes);
      }
      case Utf8.Text(String text) ->
          new YamlTree(mistakes)
              .read(text)
              .map(root -> new YamlFile(mistakes, root, false))
              .orElseGet(() -> broken(mistakes));
    };
  }

  private static YamlFile broken(Mistakes mistakes) {
    // What a reader asks of a file that could not be read tells nothing: it has a list of its own.
    YamlMap nothing = new YamlMap(new Spot(Position.START, "", new Mistakes("nowhere")), Map.of());
    return new YamlFile(mistakes, nothing, true);
  }

  /** The keys and values at the top; none if the file could not be read. */
  public YamlMap root() {
    return root;
  }

  /** All mistakes found so far in the order of the file, keys that nobody asked for included. */
  public List<Mistake> mistakes() {
    if (!broken) {
      root.tellUnknownKeys();
    }
    return mistakes.sorted();
  }

  /**
   * What was read, or all mistakes.
   *
   * @param result makes it of what the getters returned; called only if there is no mistake
   */
  public <T> Reading<T> reading(Supplier<T> result) {
    List<Mistake> found = mistakes();
    return found.isEmpty() ? new Reading.Read<>(result.get()) : new Reading.Wrong<>(found);
  }
}
