// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Issued;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Disable;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Trying values (promise P5: refused is proven, not assumed). */
interface ProbeContract {

  IssuerStage stage();

  @Test
  default void aLiveValueIsAliveAsItsOwnIdentityHoweverOftenItIsTried() {
    IdentityName identity = stage().bench().identity();
    try (CredentialValue value = stage().issued(identity).value()) {
      stage().assertComesAlive(identity, value);
      for (int i = 0; i < 3; i++) {
        assertThat(stage().isAlive(tried(value), identity)).isTrue();
      }
    }
  }

  @Test
  default void nonsenseIsRefusedLikeTheDeadAndUnlikeTheLiving() {
    IdentityName identity = stage().bench().identity();
    Issued issued = stage().issued(identity);
    stage().assertComesAlive(identity, issued.value());
    Verdict nonsense = stage().witness().hear(stage().issuer().probeNonsense());

    assertThat(nonsense).isInstanceOf(Refused.class);
    if (stage().can().disable() != Disable.NONE) {
      stage().done(stage().issuer().disable(identity, issued.id()));
    }
    if (!stage().diesById()) {
      return;
    }
    stage().done(stage().issuer().revoke(identity, issued.id()));
    assertThat(nonsense).isEqualTo(new Refused(stage().refusal(issued.value())));
  }

  @Test
  default void nonsenseAtAnIdentitysOwnDoorIsRefusedLikeAnyOther() {
    IdentityName identity = stage().bench().identity();
    CredentialValue value = stage().issued(identity).value();
    stage().assertComesAlive(identity, value);
    Verdict anywhere = stage().witness().hear(stage().issuer().probeNonsense());
    int before = stage().bench().proxy().received();

    assertThat(stage().witness().hear(stage().issuer().probeNonsense(identity)))
        .isInstanceOf(Refused.class)
        .isEqualTo(anywhere);
    int doors = stage().bench().accounts(identity).size();
    assertThat(stage().bench().proxy().received()).isEqualTo(before + doors);
  }

  @Test
  default void nonsenseIsNewEachTime() {
    int before = stage().bench().proxy().received();
    for (int i = 0; i < 3; i++) {
      assertThat(stage().witness().hear(stage().issuer().probeNonsense()))
          .isInstanceOf(Refused.class);
    }
    assertThat(stage().bench().proxy().received()).isEqualTo(before + 3);
  }

  @Test
  default void anAnswerForAnotherIdentityIsNotOurs() {
    IdentityName identity = stage().bench().identity();
    CredentialValue value = stage().issued(identity).value();
    stage().bench().proxy().meet(stage().bench().otherIdentity(), Aim.EVERYTHING);

    assertThat(stage().isAlive(tried(value), identity)).isFalse();
  }

  @Test
  default void whatGoesWrongOnTheWayIsUndecidedForTheLivingAndTheDead() {
    IdentityName identity = stage().bench().identity();
    Issued live = stage().issued(identity);
    stage().assertComesAlive(identity, live.value());
    for (Fault fault : faults()) {
      int strayed = stage().bench().proxy().strayed();
      stage().bench().proxy().meet(fault, Aim.EVERYTHING);
      assertUndecided(fault, tried(live.value()));
      assertUndecided(fault, stage().witness().hear(stage().issuer().probeNonsense()));
      stage().bench().proxy().heal();
      assertThat(stage().bench().proxy().strayed()).isEqualTo(strayed);
    }
  }

  private Fault[] faults() {
    return new Fault[] {
      new Fault.CutBefore(),
      new Fault.AnswerLost(),
      new Fault.Hanging(),
      new Fault.Unreachable(),
      Fault.broken(),
      Fault.comeBackAtOnce(),
      Fault.loginPage(),
      stage().bench().proxy().redirect(),
      stage().bench().throttled(),
      stage().bench().forbidden()
    };
  }

  @Test
  default void aProbeIsSentOnceWhateverBecomesOfIt() {
    IdentityName identity = stage().bench().identity();
    CredentialValue value = stage().issued(identity).value();
    stage().assertComesAlive(identity, value);
    for (Fault fault : faults()) {
      if (fault instanceof Fault.Unreachable) {
        continue;
      }
      int before = stage().bench().proxy().received();
      stage().bench().proxy().meet(fault, Aim.EVERYTHING);
      tried(value);
      stage().bench().proxy().heal();
      assertThat(stage().bench().proxy().received()).as("%s", fault).isEqualTo(before + 1);
    }
  }

  @Test
  default void aProbeDoesNotNeedTheConnectorsOwnCredential() {
    IdentityName identity = stage().bench().identity();
    CredentialValue value = stage().issued(identity).value();
    stage().assertComesAlive(identity, value);
    stage().bench().tools().loseOwnCredential();

    assertThat(stage().isAlive(tried(value), identity)).isTrue();
    assertThat(stage().witness().hear(stage().issuer().probeNonsense()))
        .isInstanceOf(Refused.class);
  }

  @Test
  default void anEmptyBudgetMeansNoProbe() {
    IdentityName identity = stage().bench().identity();
    CredentialValue value = stage().issued(identity).value();
    stage().bench().tools().exhaustBudget(Duration.ofSeconds(7));
    int before = stage().bench().proxy().received();

    assertThat(tried(value))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> assertThat(undecided.after()).isEqualTo(Duration.ofSeconds(7)));
    assertThat(stage().bench().proxy().received()).isEqualTo(before);
  }

  private Verdict tried(CredentialValue value) {
    return stage().witness().hear(stage().issuer().probe(value));
  }

  private static void assertUndecided(Fault fault, Verdict verdict) {
    assertThat(verdict)
        .as("%s", fault)
        .isInstanceOfSatisfying(
            Undecided.class, undecided -> assertThat(undecided.after()).isPositive());
  }
}
