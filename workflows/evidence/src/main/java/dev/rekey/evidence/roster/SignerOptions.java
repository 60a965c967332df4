// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.roster;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of one {@code allowed_signers} line (ALLOWED SIGNERS in ssh-keygen(1)). */
final class SignerOptions {

  private static final Pattern OPTION = Pattern.compile("([A-Za-z-]+)(?:=\"([^\"]*)\")?");
  private static final Pattern TIME =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:(\\d\\d)(\\d\\d)(\\d\\d)?)?Z");
  static final SignerOptions NONE = new SignerOptions();

  private static final String KNOWN = "namespaces=, valid-after=, valid-before=";

  private @Nullable Instant after;
  private @Nullable Instant before;
  private @Nullable List<String> namespaces;

  private SignerOptions() {}

  /**
   * Reads options, separated by commas.
   *
   * @throws MalformedEvidence at the first that Rekey does not take
   */
  static SignerOptions parse(String text) {
    SignerOptions options = new SignerOptions();
    for (String option : split(text)) {
      Matcher matcher = OPTION.matcher(option);
      if (!matcher.matches()) {
        throw new MalformedEvidence(
            "option '%s' (expected: one of %s, its value in double quotes)"
                .formatted(Shown.text(option), KNOWN));
      }
      options.take(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    }
    options.checkOrder();
    return options;
  }

  private static List<String> split(String text) {
    List<String> options = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        options.add(text.substring(from, i));
        from = i + 1;
      }
    }
    options.add(text.substring(from));
    return options;
  }

  private void take(String name, @Nullable String value) {
    switch (name) {
      case "valid-after" -> after = time(name, once(name, after, value));
      case "valid-before" -> before = time(name, once(name, before, value));
      case "namespaces" -> namespaces = namespaces(once(name, namespaces, value));
      case "cert-authority" ->
          throw new MalformedEvidence(
              "option 'cert-authority': certificate authorities decide nothing here (expected:"
                  + " each person's own key in a line of its own)");
      default ->
          throw new MalformedEvidence(
              "option '%s' (expected: one of %s)".formatted(Shown.text(name), KNOWN));
    }
  }

  private static String once(String name, @Nullable Object earlier, @Nullable String value) {
    if (earlier != null) {
      throw new MalformedEvidence("option '%s' twice (expected: once)".formatted(name));
    }
    if (value == null) {
      throw new MalformedEvidence(
          "option '%s' without a value (expected: %s=\"…\")".formatted(name, name));
    }
    return value;
  }

  private static Instant time(String name, String value) {
    Matcher matcher = TIME.matcher(value);
    if (!matcher.matches()) {
      throw new MalformedEvidence(
          "%s=\"%s\" (expected: YYYYMMDDZ or YYYYMMDDHHMM[SS]Z; Z because without it the time would"
                  .formatted(name, Shown.text(value))
              + " depend on the reader's time zone)");
    }
    try {
      return LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 4),
              number(matcher, 5),
              number(matcher, 6))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new MalformedEvidence(
          "%s=\"%s\" (expected: a day and time that exist)".formatted(name, value));
    }
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static List<String> namespaces(String value) {
    List<String> names = List.of(value.split(",", -1));
    for (String name : names) {
      if (name.isEmpty() || name.chars().anyMatch(c -> c == '*' || c == '?' || c == '!')) {
        throw new MalformedEvidence(
            "namespaces=\"%s\" (expected: names separated by commas, no patterns)"
                .formatted(Shown.text(value)));
      }
    }
    return names;
  }

  private void checkOrder() {
    if (after != null && before != null && !after.isBefore(before)) {
      throw new MalformedEvidence(
          "valid-after %s, valid-before %s (expected: the first before the second)"
              .formatted(after, before));
    }
  }

  @Nullable Instant after() {
    return after;
  }

  @Nullable Instant before() {
    return before;
  }

  @Nullable List<String> namespaces() {
    return namespaces;
  }
}
