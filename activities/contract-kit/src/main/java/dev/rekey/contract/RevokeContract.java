// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Disable;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.KindCapabilities.Revoke;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Disabling and revoking (promise P2: only the recorded one dies). */
interface RevokeContract {

  IssuerStage stage();

  @Test
  default void onlyTheNamedOneDies() {
    if (!stage().diesById() || stage().can().overlap() == Overlap.NONE) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued old = stage().issued(identity);
    Issued kept = stage().issued(identity);

    kill(identity, old.id());

    assertThat(stage().bench().existing(identity)).containsExactly(kept.id());
    assertThat(stage().listed(identity).find(old.id())).isEmpty();
    stage().refusal(old.value());
    stage().assertComesAlive(identity, kept.value());
  }

  @Test
  default void oneThatIsGoneAlreadyIsDoneAlready() {
    if (!stage().diesById()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId id = stage().issued(identity).id();
    kill(identity, id);

    assertThat(stage().done(stage().issuer().revoke(identity, id))).isEqualTo(Changed.ALREADY);
    assertRejected(
        stage().can().disable() == Disable.NONE ? Rejection.INVALID : Rejection.NOT_FOUND,
        stage().issuer().disable(identity, id));
  }

  @Test
  default void aRevokeWhoseAnswerWasLostCanBeRepeated() {
    if (!stage().diesById()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId id = stage().issued(identity).id();
    disableIfNeeded(identity, id);
    stage().bench().proxy().meet(new Fault.AnswerLost(), Aim.EFFECTS);
    assertThat(stage().witness().hear(stage().issuer().revoke(identity, id)))
        .isInstanceOf(Unknown.class);
    stage().bench().proxy().heal();

    assertThat(stage().done(stage().issuer().revoke(identity, id))).isEqualTo(Changed.ALREADY);
    assertThat(stage().bench().existing(identity)).isEmpty();
  }

  @Test
  default void aSuccessThatIsNotTheSystemsKillsNothing() {
    IdentityName identity = stage().bench().identity();
    CredentialId id = stage().issued(identity).id();
    stage().bench().proxy().meet(Fault.loginPage(), Aim.EFFECTS);
    if (stage().can().disable() != Disable.NONE) {
      assertThat(stage().witness().hear(stage().issuer().disable(identity, id)))
          .isInstanceOf(Unknown.class);
    }
    if (stage().can().revoke() == Revoke.BY_ID) {
      assertThat(stage().witness().hear(stage().issuer().revoke(identity, id)))
          .isInstanceOf(Unknown.class);
    }
    stage().bench().proxy().heal();

    assertThat(stage().listedEnabled(identity, id)).isTrue();
  }

  @Test
  default void theIdOfAnotherIdentityIsNeitherRevokedNorCalledGone() {
    IdentityName owner = stage().bench().identity();
    IdentityName other = stage().bench().identity();
    CredentialId id = stage().issued(owner).id();

    assertThat(stage().witness().hear(stage().issuer().revoke(other, id)))
        .isInstanceOf(Rejected.class);
    assertThat(stage().witness().hear(stage().issuer().disable(other, id)))
        .isInstanceOf(Rejected.class);
    assertThat(stage().listedEnabled(owner, id)).isTrue();
  }

  @Test
  default void anIdOfAnUnknownIdentityIsNotFound() {
    IdentityName owner = stage().bench().identity();
    IdentityName unknown = stage().bench().unknownIdentity();
    CredentialId id = stage().issued(owner).id();

    assertRejected(Rejection.NOT_FOUND, stage().issuer().revoke(unknown, id));
    assertThat(stage().bench().existing(owner)).containsExactly(id);
  }

  @Test
  default void disablingIsReversibleAndRepeatable() {
    IdentityName identity = stage().bench().identity();
    Issued issued = stage().issued(identity);
    if (stage().can().disable() == Disable.NONE) {
      assertRejected(Rejection.INVALID, stage().issuer().disable(identity, issued.id()));
      return;
    }
    stage().assertComesAlive(identity, issued.value());

    assertThat(stage().done(stage().issuer().disable(identity, issued.id())))
        .isEqualTo(Changed.NOW);
    assertThat(stage().done(stage().issuer().disable(identity, issued.id())))
        .isEqualTo(Changed.ALREADY);
    assertThat(stage().listedEnabled(identity, issued.id())).isFalse();
    stage().refusal(issued.value());

    assertThat(stage().done(stage().issuer().enable(identity, issued.id()))).isEqualTo(Changed.NOW);
    assertThat(stage().listedEnabled(identity, issued.id())).isTrue();
    stage().assertComesAlive(identity, issued.value());
  }

  @Test
  default void aDisableWhoseAnswerWasLostCanBeRepeated() {
    if (stage().can().disable() == Disable.NONE) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    CredentialId id = stage().issued(identity).id();
    stage().bench().proxy().meet(new Fault.AnswerLost(), Aim.EFFECTS);
    assertThat(stage().witness().hear(stage().issuer().disable(identity, id)))
        .isInstanceOf(Unknown.class);
    stage().bench().proxy().heal();

    stage().done(stage().issuer().disable(identity, id));
    assertThat(stage().listedEnabled(identity, id)).isFalse();
  }

  @Test
  default void aRevokedOneIsRefusedWhenTheLagIsOverAndStaysRefused() {
    if (!stage().diesById()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued issued = stage().issued(identity);
    stage().assertComesAlive(identity, issued.value());

    kill(identity, issued.id());
    long killed = System.nanoTime();
    String signature = stage().refusal(issued.value());

    // The bench's system is known to go on accepting it for that long, so an earlier refusal would
    // have been made up.
    assertThat(Duration.ofNanos(System.nanoTime() - killed))
        .isGreaterThanOrEqualTo(stage().bench().lag().dividedBy(2));
    for (int i = 0; i < 3; i++) {
      assertThat(stage().witness().hear(stage().issuer().probe(issued.value())))
          .isEqualTo(new Refused(signature));
    }
  }

  private void kill(IdentityName identity, CredentialId id) {
    disableIfNeeded(identity, id);
    assertThat(stage().done(stage().issuer().revoke(identity, id))).isEqualTo(Changed.NOW);
  }

  private void disableIfNeeded(IdentityName identity, CredentialId id) {
    if (stage().can().revoke() == Revoke.BY_ID_WHEN_INACTIVE) {
      assertThat(stage().witness().hear(stage().issuer().disable(identity, id)))
          .isInstanceOf(Done.class);
    }
  }

  private void assertRejected(Rejection why, Outcome<?> outcome) {
    assertThat(stage().witness().hear(outcome))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(why));
  }
}
