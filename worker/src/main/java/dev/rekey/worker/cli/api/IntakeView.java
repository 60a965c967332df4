// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;

/**
 * What became of a list.
 *
 * @param notes what was taken otherwise than it is written
 */
public record IntakeView(
    String source, int rows, int resolved, List<UnresolvedView> unresolved, List<String> notes) {

  public IntakeView {
    unresolved = List.copyOf(unresolved);
    notes = List.copyOf(notes);
  }
}
