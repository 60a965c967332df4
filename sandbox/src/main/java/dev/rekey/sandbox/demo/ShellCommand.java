// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A command as a person would type it: quoted where a shell needs it, in lines that fit. */
final class ShellCommand {
  private static final int WIDTH = 84;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellCommand() {}

  /** The lines; all but the last end in a backslash. An option stays with its argument. */
  static List<String> lines(List<String> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : parts(words)) {
      if (!line.isEmpty() && line.length() + part.length() > WIDTH) {
        lines.add(line + " \\");
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(part);
    }
    lines.add(line.toString());
    return List.copyOf(lines);
  }

  private static List<String> parts(List<String> words) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < words.size(); at++) {
      String word = quoted(words.get(at));
      boolean takesNext =
          word.startsWith("-") && at + 1 < words.size() && !words.get(at + 1).startsWith("-");
      parts.add(takesNext ? word + " " + quoted(words.get(++at)) : word);
    }
    return parts;
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
