// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Issued;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Issue;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import org.junit.jupiter.api.Test;

/**
 * Installing values that Rekey chose beside the old one, into a slot that must be free (promises P1
 * and P3: nothing dies of it, and a repeat is harmless).
 */
interface DualContract {

  IssuerStage stage();

  @Test
  default void anInstalledValueLivesBesideTheOldOne() {
    if (!isDual()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued old = stage().issued(identity);
    try (CredentialValue value = stage().chosen(identity, old.id())) {
      CredentialId id = stage().done(install(identity, value, old.id()));

      assertThat(id).isNotEqualTo(old.id());
      assertThat(stage().bench().existing(identity)).containsExactlyInAnyOrder(old.id(), id);
      stage().assertComesAlive(identity, value);
      stage().assertComesAlive(identity, old.value());
    }
  }

  @Test
  default void theSameValueAgainInItsSlotIsDoneAndChangesNothing() {
    if (!isDual()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId old = stage().issued(identity).id();
    try (CredentialValue value = stage().chosen(identity, old)) {
      CredentialId id = stage().done(install(identity, value, old));
      int effects = stage().bench().proxy().effectsReceived();

      assertThat(stage().done(install(identity, value, old))).isEqualTo(id);
      assertThat(stage().bench().proxy().effectsReceived()).isEqualTo(effects);
      assertThat(stage().bench().existing(identity)).containsExactlyInAnyOrder(old, id);
    }
  }

  @Test
  default void aSlotThatIsTakenIsRefusedAndWhatStandsThereLivesOn() {
    if (!isDual()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued first = stage().issued(identity);
    Issued second = stage().issued(identity);
    try (CredentialValue value = stage().chosen(identity, first.id())) {
      assertThat(stage().witness().hear(install(identity, value, first.id())))
          .isInstanceOfSatisfying(
              Rejected.class,
              rejected -> assertThat(rejected.why()).isEqualTo(Rejection.SLOTS_FULL));
    }
    assertThat(stage().bench().existing(identity))
        .containsExactlyInAnyOrder(first.id(), second.id());
    stage().assertComesAlive(identity, first.value());
    stage().assertComesAlive(identity, second.value());
  }

  @Test
  default void aValueForTheSlotOfTheReplacedOneIsRefused() {
    if (!isDual()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued old = stage().issued(identity);
    try (CredentialValue beside = stage().chosen(identity, old.id())) {
      CredentialId other = stage().done(install(identity, beside, old.id()));
      stage().done(stage().issuer().revoke(identity, other));
      assertThat(stage().witness().hear(install(identity, beside, other)))
          .isInstanceOf(Rejected.class);
    }
    assertThat(stage().bench().existing(identity)).containsExactly(old.id());
    stage().assertComesAlive(identity, old.value());
  }

  @Test
  default void nothingIsInstalledBesideACredentialOfAnotherIdentity() {
    if (!isDual()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId old = stage().issued(identity).id();
    CredentialId foreign = stage().issued(stage().bench().identity()).id();
    try (CredentialValue value = stage().chosen(identity, old)) {
      assertThat(stage().witness().hear(install(identity, value, foreign)))
          .isInstanceOfSatisfying(
              Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(Rejection.CONFLICT));
    }
    assertThat(stage().bench().existing(identity)).containsExactly(old);
  }

  @Test
  default void anInstallBesideWhoseAnswerWasLostHappenedOnceAndCanBeRepeated() {
    if (!isDual()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId old = stage().issued(identity).id();
    try (CredentialValue value = stage().chosen(identity, old)) {
      stage().bench().proxy().meet(new Fault.AnswerLost(), Aim.EFFECTS);
      assertThat(stage().witness().hear(install(identity, value, old))).isInstanceOf(Unknown.class);
      stage().bench().proxy().heal();

      CredentialId id = stage().done(install(identity, value, old));
      assertThat(stage().bench().existing(identity)).containsExactlyInAnyOrder(old, id);
      stage().assertComesAlive(identity, value);
    }
  }

  @Test
  default void anInstallBesideThatNeverArrivedLeavesTheSlotFree() {
    if (!isDual()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued old = stage().issued(identity);
    try (CredentialValue value = stage().chosen(identity, old.id())) {
      for (Fault fault : new Fault[] {new Fault.CutBefore(), stage().bench().throttled()}) {
        stage().bench().proxy().meet(fault, Aim.EFFECTS);
        assertThat(stage().witness().hear(install(identity, value, old.id())))
            .isNotInstanceOf(Done.class);
        stage().bench().proxy().heal();
        assertThat(stage().bench().existing(identity)).containsExactly(old.id());
      }
    }
  }

  private boolean isDual() {
    return stage().can().issue() == Issue.OWN_VALUE && stage().can().overlap() == Overlap.DUAL;
  }

  private Outcome<CredentialId> install(
      IdentityName identity, CredentialValue value, CredentialId replaced) {
    return stage().issuer().install(identity, value, replaced, "rekey/contract/kit/3");
  }
}
