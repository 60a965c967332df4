// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import org.junit.jupiter.api.Test;

/** Cleaning up the versions that still hold a leaked value. */
interface DestroyContract {

  PlacesStage stage();

  @Test
  default void versionsThatHoldTheLeakedValueCannotBeReadAnyMore() {
    CredentialValue leaked = stage().fresh();
    CredentialValue current = stage().fresh();
    Place place = stage().bench().holding(leaked);
    stage().bench().disturb(place);
    stage().done(stage().places().write(place, current, stage().version(place)));
    int leaking = stage().bench().keepsVersions() ? Math.min(2, stage().bench().versionsKept()) : 0;
    assertThat(stage().bench().readableVersionsHolding(place, leaked)).isEqualTo(leaking);

    assertThat(stage().done(stage().places().destroyVersions(place, leaked))).isEqualTo(leaking);

    assertThat(stage().bench().readableVersionsHolding(place, leaked)).isZero();
    stage().assertHolds(place, current);
    assertThat(stage().done(stage().places().destroyVersions(place, leaked))).isZero();
  }

  @Test
  default void versionsThatHoldSomethingElseStay() {
    CredentialValue leaked = stage().fresh();
    CredentialValue between = stage().fresh();
    Place place = stage().bench().holding(leaked);
    stage().done(stage().places().write(place, between, stage().version(place)));
    stage().done(stage().places().write(place, stage().fresh(), stage().version(place)));
    int kept = stage().bench().readableVersionsHolding(place, between);

    stage().done(stage().places().destroyVersions(place, leaked));

    assertThat(stage().bench().readableVersionsHolding(place, between)).isEqualTo(kept);
    assertThat(stage().bench().readableVersionsHolding(place, leaked)).isZero();
  }

  @Test
  default void theNewestVersionIsNeverTouchedEvenIfItHoldsTheLeakedValue() {
    CredentialValue leaked = stage().fresh();
    Place place = stage().bench().holding(leaked);

    assertThat(stage().done(stage().places().destroyVersions(place, leaked))).isZero();

    stage().assertHolds(place, leaked);
  }

  @Test
  default void aCleanUpWhoseAnswerWasLostCanBeRepeated() {
    CredentialValue leaked = stage().fresh();
    Place place = stage().bench().holding(leaked);
    stage().done(stage().places().write(place, stage().fresh(), stage().version(place)));
    stage().bench().proxy().meet(new Fault.AnswerLost(), Aim.EFFECTS);
    if (stage().bench().keepsVersions()) {
      assertThat(stage().witness().hear(stage().places().destroyVersions(place, leaked)))
          .isInstanceOf(Unknown.class);
    }
    stage().bench().proxy().heal();

    assertThat(stage().done(stage().places().destroyVersions(place, leaked))).isZero();
    assertThat(stage().bench().readableVersionsHolding(place, leaked)).isZero();
  }

  @Test
  default void aSuccessThatIsNotTheSystemsCleansUpNothing() {
    CredentialValue leaked = stage().fresh();
    Place place = stage().bench().holding(leaked);
    stage().done(stage().places().write(place, stage().fresh(), stage().version(place)));
    int leaking = stage().bench().readableVersionsHolding(place, leaked);
    stage().bench().proxy().meet(Fault.loginPage(), Aim.EFFECTS);
    if (stage().bench().keepsVersions()) {
      assertThat(stage().witness().hear(stage().places().destroyVersions(place, leaked)))
          .isInstanceOf(Unknown.class);
    }
    stage().bench().proxy().heal();

    assertThat(stage().done(stage().places().destroyVersions(place, leaked))).isEqualTo(leaking);
  }

  @Test
  default void nothingToCleanUpAtALocationWithNothing() {
    if (stage().bench().keepsVersions()) {
      stage()
          .assertRejected(
              Rejection.NOT_FOUND,
              stage().places().destroyVersions(stage().bench().nowhere(), stage().fresh()));
    }
  }
}
