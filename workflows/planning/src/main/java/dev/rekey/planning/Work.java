// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Comparator.comparing;

import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Lane;
import dev.rekey.words.Privilege;
import java.util.List;

/**
 * What is to be done in one lane.
 *
 * @param turns its leaked credentials in the order in which they are taken; those that get no
 *     replacement come first, for they free a slot
 * @param last whether it goes after all others
 */
record Work(
    Lane lane,
    List<LeakedCredential> turns,
    KindCapabilities capabilities,
    Playbook playbook,
    boolean last) {

  Work {
    turns =
        turns.stream()
            .sorted(
                comparing((LeakedCredential each) -> each.disposition() == Disposition.REPLACE)
                    .thenComparing(LeakedCredential::id))
            .toList();
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("%s: nothing to do".formatted(lane));
    }
  }

  /** How much an attacker can do with it, from 0; unknown rights count nearly as much as all. */
  int risk() {
    return turns.stream().mapToInt(each -> risk(each.privilege())).max().orElse(0);
  }

  boolean anyToRevokeNow() {
    return any(Disposition.REVOKE_NOW);
  }

  boolean anyToReplace() {
    return any(Disposition.REPLACE);
  }

  int places() {
    return turns.stream().mapToInt(each -> each.places().size()).sum();
  }

  /** Whether the first turn finds no slot free; what is replaced in place needs none. */
  boolean slotsFull() {
    return capabilities.overlap() != Overlap.NONE
        && capabilities.slots() > 0
        && turns.size() >= capabilities.slots()
        && turns.getFirst().disposition() == Disposition.REPLACE;
  }

  /** In words, the rights that {@link #risk()} goes by. */
  String rights() {
    return switch (risk()) {
      case 3 -> "admin rights";
      case 2 -> "rights unknown";
      case 1 -> "write rights";
      default -> "read rights";
    };
  }

  private boolean any(Disposition disposition) {
    return turns.stream().anyMatch(each -> each.disposition() == disposition);
  }

  private static int risk(Privilege privilege) {
    return switch (privilege) {
      case READ -> 0;
      case WRITE -> 1;
      case UNKNOWN -> 2;
      case ADMIN -> 3;
    };
  }
}
