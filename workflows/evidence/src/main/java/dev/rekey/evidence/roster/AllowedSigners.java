// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.roster;

import static java.util.stream.Collectors.joining;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.roster.MalformedRoster.Mistake;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.words.PersonName;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads OpenSSH's {@code allowed_signers} form (ssh-keygen(1)), of which Rekey takes less: people
 * are named exactly, by no pattern, and times are in UTC.
 */
final class AllowedSigners {

  private final List<SignerLine> lines = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private AllowedSigners() {}

  /**
   * Reads all lines.
   *
   * @throws MalformedRoster with the mistakes of all lines
   */
  static List<SignerLine> read(String text) {
    AllowedSigners signers = new AllowedSigners();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        signers.line(number, line);
      }
    }
    if (!signers.mistakes.isEmpty()) {
      throw new MalformedRoster(signers.mistakes);
    }
    return List.copyOf(signers.lines);
  }

  /**
   * The lines that name a person; the others are not looked at, so that this is cheap.
   *
   * @param text read by {@link #read} before without a mistake
   */
  static List<SignerLine> naming(PersonName person, String text) {
    return read(text.lines().filter(line -> line.contains(person.value())).collect(joining("\n")))
        .stream()
        .filter(line -> line.names(person))
        .toList();
  }

  private void line(int number, String line) {
    int start = wordFrom(line, 0);
    int end = wordEnd(line, start);
    int column = start;
    try {
      List<String> principals = principals(line.substring(start, end));
      column = wordFrom(line, end);
      String rest = line.substring(column);
      SignerOptions options = SignerOptions.NONE;
      if (!startsWithKey(rest)) {
        int optionsEnd = wordEnd(line, column);
        options = SignerOptions.parse(line.substring(column, optionsEnd));
        column = wordFrom(line, optionsEnd);
        rest = line.substring(column);
      }
      lines.add(
          new SignerLine(
              number,
              line,
              principals,
              SshPublicKey.parse(rest),
              options.after(),
              options.before(),
              options.namespaces()));
    } catch (MalformedEvidence e) {
      String message = e.getMessage();
      mistakes.add(new Mistake(number, column + 1, message == null ? "" : message));
    }
  }

  private static List<String> principals(String word) {
    List<String> principals = List.of(word.split(",", -1));
    for (String principal : principals) {
      if (principal.isEmpty()
          || principal.chars().anyMatch(c -> c == '*' || c == '?' || c == '!' || c == '"')) {
        throw new MalformedEvidence(
            "principals '%s' (expected: people's names separated by commas, no patterns)"
                .formatted(Shown.text(word)));
      }
    }
    return principals;
  }

  /** A line without options goes on with the key's type, and no option is called like one. */
  private static boolean startsWithKey(String rest) {
    return rest.isEmpty()
        || rest.startsWith("ssh-")
        || rest.startsWith("sk-")
        || rest.startsWith("ecdsa-");
  }

  private static int wordFrom(String line, int from) {
    int at = from;
    while (at < line.length() && blank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where a word ends; blanks within double quotes belong to it. */
  private static int wordEnd(String line, int from) {
    boolean quoted = false;
    int at = from;
    while (at < line.length() && (quoted || !blank(line.charAt(at)))) {
      if (line.charAt(at) == '"') {
        quoted = !quoted;
      }
      at++;
    }
    return at;
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }
}
