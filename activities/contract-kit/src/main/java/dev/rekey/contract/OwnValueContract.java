// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Issue;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import org.junit.jupiter.api.Test;

/**
 * Installing values that Rekey chose, where the new one takes the place of the old one (promises
 * P1, P2 and P3: only the recorded one dies, and a repeat is harmless).
 */
interface OwnValueContract {

  IssuerStage stage();

  @Test
  default void eitherTheSystemChoosesValuesOrWeDoAndTheOtherWayIsRefused() {
    IdentityName identity = stage().bench().identity();
    Issuer issuer = stage().issuer();
    if (stage().can().issue() == Issue.OWN_VALUE) {
      assertThat(stage().witness().hear(issuer.issue(identity, "rekey/c/k/7")))
          .isInstanceOfSatisfying(
              Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(Rejection.INVALID));
      return;
    }
    try (CredentialValue value = stage().issued(identity).value()) {
      CredentialId id = new CredentialId("whatever");
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> issuer.choose(identity).close());
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> issuer.install(identity, value, id, "rekey/c/k/7"));
    }
  }

  @Test
  default void aChosenValueIsWholeAndNewEachTimeAndCostsNoCall() {
    if (!replaces()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    int before = stage().bench().proxy().received();
    try (CredentialValue one = stage().chosen(identity);
        CredentialValue other = stage().chosen(identity)) {
      assertThat(one.names()).containsExactlyInAnyOrderElementsOf(stage().can().parts());
      assertThat(one.matches(other)).isFalse();
    }
    assertThat(stage().bench().proxy().received()).isEqualTo(before);
  }

  @Test
  default void anInstalledValueLivesUnderItsIdAndTheReplacedOneIsDead() {
    if (!replaces()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued old = stage().issued(identity);
    stage().assertComesAlive(identity, old.value());
    try (CredentialValue value = stage().chosen(identity)) {
      CredentialId id = installed(identity, value, old.id());

      assertThat(id).isNotEqualTo(old.id());
      assertThat(value.names()).noneMatch(part -> value.says(part, id.value()));
      assertOnly(identity, id);
      stage().assertComesAlive(identity, value);
      stage().refusal(old.value());
    }
  }

  @Test
  default void theSameValueAgainIsDoneAndChangesNothing() {
    if (!replaces()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId old = stage().issued(identity).id();
    try (CredentialValue value = stage().chosen(identity)) {
      CredentialId id = installed(identity, value, old);
      int effects = stage().bench().proxy().effectsReceived();

      assertThat(installed(identity, value, old)).isEqualTo(id);
      assertThat(installed(identity, value, id)).isEqualTo(id);
      assertThat(stage().bench().proxy().effectsReceived()).isEqualTo(effects);
      assertOnly(identity, id);
      stage().assertComesAlive(identity, value);
    }
  }

  @Test
  default void anotherThanTheReplacedOneIsAConflictAndLivesOn() {
    if (!replaces()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    IdentityName other = stage().bench().identity();
    CredentialId gone = stage().issued(identity).id();
    CredentialId foreign = stage().issued(other).id();
    try (CredentialValue standing = stage().chosen(identity);
        CredentialValue late = stage().chosen(identity)) {
      CredentialId id = installed(identity, standing, gone);
      for (CredentialId replaced : new CredentialId[] {gone, foreign}) {
        assertThat(
                stage()
                    .witness()
                    .hear(stage().issuer().install(identity, late, replaced, "rekey/c/k/8")))
            .isInstanceOfSatisfying(
                Rejected.class,
                rejected -> assertThat(rejected.why()).isEqualTo(Rejection.CONFLICT));
        assertOnly(identity, id);
      }
      assertOnly(other, foreign);
      stage().assertComesAlive(identity, standing);
    }
  }

  @Test
  default void anInstallWhoseAnswerWasLostHappenedOnceAndCanBeRepeated() {
    if (!replaces()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId old = stage().issued(identity).id();
    try (CredentialValue value = stage().chosen(identity)) {
      stage().bench().proxy().meet(new Fault.AnswerLost(), Aim.EFFECTS);
      assertThat(
              stage().witness().hear(stage().issuer().install(identity, value, old, "rekey/c/k/9")))
          .isInstanceOf(Unknown.class);
      stage().bench().proxy().heal();

      assertOnly(identity, installed(identity, value, old));
      stage().assertComesAlive(identity, value);
    }
  }

  @Test
  default void anInstallThatNeverArrivedLeavesTheReplacedOneAlive() {
    if (!replaces()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued old = stage().issued(identity);
    try (CredentialValue value = stage().chosen(identity)) {
      for (Fault fault : new Fault[] {new Fault.CutBefore(), stage().bench().throttled()}) {
        stage().bench().proxy().meet(fault, Aim.EFFECTS);
        assertThat(
                stage()
                    .witness()
                    .hear(stage().issuer().install(identity, value, old.id(), "rekey/c/k/10")))
            .isNotInstanceOf(Done.class);
        stage().bench().proxy().heal();
        assertOnly(identity, old.id());
        stage().assertComesAlive(identity, old.value());
      }
    }
  }

  @Test
  default void nothingIsInstalledForAnIdentityThatTheSystemDoesNotKnow() {
    if (!replaces()) {
      return;
    }
    IdentityName unknown = stage().bench().unknownIdentity();
    CredentialId id = stage().issued(stage().bench().identity()).id();
    try (CredentialValue value = stage().chosen(unknown)) {
      assertThat(
              stage().witness().hear(stage().issuer().install(unknown, value, id, "rekey/c/k/11")))
          .isInstanceOfSatisfying(
              Rejected.class,
              rejected -> assertThat(rejected.why()).isEqualTo(Rejection.NOT_FOUND));
    }
  }

  @Test
  default void revokingTheReplacedOneIsDoneAlreadyAndSparesTheNewOne() {
    if (!replaces() || !stage().diesById()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId old = stage().issued(identity).id();
    try (CredentialValue value = stage().chosen(identity)) {
      CredentialId id = installed(identity, value, old);

      assertThat(stage().done(stage().issuer().revoke(identity, old))).isEqualTo(Changed.ALREADY);
      assertOnly(identity, id);
      stage().assertComesAlive(identity, value);
    }
  }

  private boolean replaces() {
    return stage().can().issue() == Issue.OWN_VALUE && stage().can().overlap() == Overlap.NONE;
  }

  private CredentialId installed(
      IdentityName identity, CredentialValue value, CredentialId replaced) {
    return stage()
        .done(stage().issuer().install(identity, value, replaced, "rekey/contract/kit/2"));
  }

  private void assertOnly(IdentityName identity, CredentialId id) {
    assertThat(stage().bench().existing(identity)).containsExactly(id);
    assertThat(stage().listed(identity).find(id)).isPresent();
  }
}
