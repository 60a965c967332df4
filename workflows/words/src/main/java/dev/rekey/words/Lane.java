// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/** The unit of locking: the credentials of one kind of one identity in one system. */
public record Lane(SystemName system, IdentityName identity, Kind kind)
    implements Comparable<Lane> {

  private static final Comparator<Lane> ORDER =
      comparing(Lane::system).thenComparing(Lane::identity).thenComparing(Lane::kind);

  @Override
  public int compareTo(Lane other) {
    return ORDER.compare(this, other);
  }

  /** {@code system/identity/kind}, as people read it. */
  @Override
  public String toString() {
    return system + "/" + identity + "/" + kind;
  }
}
