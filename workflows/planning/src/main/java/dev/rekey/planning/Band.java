// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

/** The three parts of a plan's order. */
enum Band {
  /** A few harmless ones first, to see that the way holds. */
  CANARY,
  /** The most dangerous first. */
  BY_RISK,
  /** What Rekey itself works with, or what something under suspicion holds. */
  LAST;

  /** Why a lane stands in this band, and where in it. */
  String why(Work work) {
    return switch (this) {
      case CANARY ->
          "canary: tries playbook %s where little is at stake (%s)"
              .formatted(work.playbook().name(), work.rights());
      case BY_RISK ->
          work.anyToRevokeNow() ? "risk: to be revoked at once" : "risk: " + work.rights();
      case LAST -> "last: named as Rekey's own or as suspect, so everything else goes before it";
    };
  }
}
