// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.terminal;

/** How a line is to be taken. Its words say the same: no meaning hangs on a colour alone. */
public enum Tone {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  GOOD("32"),
  WARNING("33"),
  BAD("31");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The text in the tone's colour (ECMA-48 SGR). */
  String colour(String text) {
    return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
