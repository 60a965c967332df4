// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command's exit code tells a script. The same table stands in every help. */
public enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "an error, or what was checked does not hold"),
  BAD_INPUT(2, "wrong usage or bad input; nothing was started"),
  WAITS(3, "it waits for people"),
  REFUSED(4, "refused: not allowed, forged, or cannot close"),
  PARTIAL(5, "done in part; the output says what is left"),
  UNREACHABLE(6, "the server cannot be reached");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** All codes with their meanings, in order, as help shows them. */
  static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    for (ExitCode exit : values()) {
      table.put(" " + exit.code, exit.meaning);
    }
    return table;
  }
}
