// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.terminal;

/** How much of something is done, drawn in characters that every terminal has. */
public final class Bar {

  private Bar() {}

  /**
   * A bar of that many characters, brackets included. Full only when all is done, empty only when
   * nothing is.
   *
   * @param width at least 4
   */
  public static String of(int done, int total, int width) {
    int inner = width - 2;
    int filled = total == 0 ? 0 : (int) ((long) done * inner / total);
    if (done > 0 && filled == 0) {
      filled = 1;
    }
    if (done < total && filled == inner) {
      filled = inner - 1;
    }
    return "[" + "#".repeat(filled) + "-".repeat(inner - filled) + "]";
  }
}
