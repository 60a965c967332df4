// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;

/**
 * What a plan changes.
 *
 * @param amends the number of the plan that it is compared with; 0 for none
 * @param removed the names of rotations
 */
public record DifferenceView(
    String campaign,
    int number,
    int amends,
    List<PlanView.Planned> added,
    List<String> removed,
    List<Changed> changed,
    List<UnresolvedView> unresolvedAdded,
    List<UnresolvedView> unresolvedRemoved) {

  public DifferenceView {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    unresolvedAdded = List.copyOf(unresolvedAdded);
    unresolvedRemoved = List.copyOf(unresolvedRemoved);
  }

  /** A rotation and the names of its facts that differ. */
  public record Changed(String rotation, List<String> facts) {

    public Changed {
      facts = List.copyOf(facts);
    }
  }
}
