// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.planning.text.DidYouMean;
import dev.rekey.planning.text.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A single value. It is text whatever it looks like, so {@code no} and {@code 010} stay what they
 * are; its reader says what it is to be. A getter that finds something else tells a mistake and
 * returns empty.
 */
public final class YamlText implements YamlValue {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  private final Spot spot;
  private final String text;

  YamlText(Spot spot, String text) {
    this.spot = spot;
    this.text = text;
  }

  /** The text as it stands there. */
  public String text() {
    return text;
  }

  /** A name of 1 to 63 of a-z, 0-9 and dashes, none at its ends. */
  public Optional<String> label() {
    return LABEL.matcher(text).matches()
        ? Optional.of(text)
        : wrong("not-a-label", "1 to 63 of a-z, 0-9 and '-', not at the ends", "");
  }

  /** A whole number in this range, both ends included. */
  public Optional<Integer> integer(int least, int most) {
    if (!NUMBER.matcher(text).matches()) {
      return wrong("not-a-number", "a whole number, %d to %d".formatted(least, most), "");
    }
    int number = Integer.parseInt(text);
    return number >= least && number <= most
        ? Optional.of(number)
        : wrong("out-of-range", "%d to %d".formatted(least, most), "");
  }

  /** A duration in this range, both ends included, for example {@code 30m}. */
  public Optional<Duration> duration(Duration least, Duration most) {
    Optional<Duration> duration = DurationText.parse(text);
    if (duration.isEmpty()) {
      return wrong("not-a-duration", DurationText.EXPECTED, "");
    }
    return duration.get().compareTo(least) >= 0 && duration.get().compareTo(most) <= 0
        ? duration
        : wrong(
            "out-of-range",
            "%s to %s".formatted(DurationText.of(least), DurationText.of(most)),
            "");
  }

  /** {@code true} or {@code false}, and nothing else that YAML once took for them. */
  public Optional<Boolean> flag() {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> wrong("not-a-flag", "true or false", "");
    };
  }

  /** One of these words. */
  public Optional<String> oneOf(List<String> words) {
    return words.contains(text)
        ? Optional.of(text)
        : wrong("not-a-choice", "one of " + words, DidYouMean.hint(text, words));
  }

  /** One of these constants, written in lower case with dashes. */
  public <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> words = constants.stream().map(CanonicalJson::name).toList();
    return oneOf(words).map(word -> constants.get(words.indexOf(word)));
  }

  /**
   * What {@code type} makes of the text.
   *
   * @param type throws {@link IllegalArgumentException}, with a message for people, for a text that
   *     it refuses
   */
  public <T> Optional<T> as(Function<String, T> type) {
    try {
      return Optional.of(type.apply(text));
    } catch (IllegalArgumentException e) {
      mistake("bad-value", Shown.escaped(String.valueOf(e.getMessage()), Shown.LONGEST_LINE));
      return Optional.empty();
    }
  }

  @Override
  public Position position() {
    return spot.position();
  }

  @Override
  public String described() {
    return "'" + Shown.escaped(text, 60) + "'";
  }

  @Override
  public void mistake(String rule, String message) {
    spot.mistake(rule, message);
  }

  private <T> Optional<T> wrong(String rule, String expected, String hint) {
    mistake(rule, "%s (expected: %s)%s".formatted(described(), expected, hint));
    return Optional.empty();
  }
}
