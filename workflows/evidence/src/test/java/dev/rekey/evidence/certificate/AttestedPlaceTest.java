// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only people see of a place, two of them attest, and neither is who wrote it. */
@Timeout(60)
class AttestedPlaceTest {

  private final HandWrittenPlace place = new HandWrittenPlace();
  private final Signer alice = place.campaign.alice;
  private final Signer bob = place.campaign.bob;
  private final Signer olga = place.campaign.olga;

  private void tooFew() {
    assertThat(place.findings())
        .singleElement()
        .asString()
        .contains("is attested by fewer than two people", "neither of whom did it");
  }

  @Test
  void twoWhoDidNotWriteItAreEnough() {
    assertThat(place.attested(alice, bob).findings()).isEmpty();
  }

  @Test
  void opsMayAttestAsWell() {
    assertThat(place.attested(olga, alice).findings()).isEmpty();
  }

  @Test
  void onePersonTwiceIsOnePerson() {
    place.attested(alice, alice);
    tooFew();
  }

  @Test
  void whoWroteItDoesNotAttestIt() {
    place.handedIn(bob).attested(alice, bob);
    tooFew();
  }

  @Test
  void whoMayNotAttestDoesNotCount() {
    place.attested(alice, place.campaign.otto);
    assertThat(place.findings())
        .anySatisfy(one -> assertThat(one).contains("otto@example.com may not ATTEST"))
        .anySatisfy(one -> assertThat(one).contains("is attested by fewer than two people"));
  }

  @Test
  void aPlaceThatNobodyAttestedIsNotDelivered() {
    assertThat(place.findings())
        .anySatisfy(one ->
            assertThat(one)
                .contains("step deliver is done, and nobody attested what was written by hand"));
  }
}
