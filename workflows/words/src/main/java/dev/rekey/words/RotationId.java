// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/** One credential's way through one campaign. */
public record RotationId(CampaignName campaign, Lane lane, CredentialId credential)
    implements Comparable<RotationId> {

  private static final Comparator<RotationId> ORDER =
      comparing(RotationId::campaign)
          .thenComparing(RotationId::lane)
          .thenComparing(RotationId::credential);

  @Override
  public int compareTo(RotationId other) {
    return ORDER.compare(this, other);
  }

  /** {@code campaign/system/identity/kind/credential}: the key of its chain in the ledger. */
  @Override
  public String toString() {
    return campaign + "/" + lane + "/" + credential;
  }
}
