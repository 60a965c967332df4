// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;

/**
 * What became of a list.
 *
 * @param notes what was taken otherwise than it is written
 * @param resolvedEarlier how many rows of earlier lists are resolved by it
 * @param next the command that follows
 */
public record IntakeView(
    String source,
    int rows,
    int resolved,
    List<UnresolvedView> unresolved,
    List<String> notes,
    int resolvedEarlier,
    String next) {

  public IntakeView {
    unresolved = List.copyOf(unresolved);
    notes = List.copyOf(notes);
  }
}
