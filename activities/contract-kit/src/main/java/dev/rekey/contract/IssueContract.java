// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Issued;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Issue;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.KindCapabilities.Listing;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Issuing and listing (promise P3: nothing issued is lost or orphaned). */
interface IssueContract {

  IssuerStage stage();

  @Test
  default void whatIsIssuedHasTheDeclaredPartsAndIsListed() {
    IdentityName identity = stage().bench().identity();
    try (var value = stage().issued(identity).value()) {
      assertThat(value.names()).containsExactlyInAnyOrderElementsOf(stage().can().parts());
    }
    assertListsWhatExists(identity, 1);
  }

  @Test
  default void anIssuedOneIsListedWithTheTimeItWasMadeAndSwitchedOn() {
    IdentityName identity = stage().bench().identity();
    Issued issued = stage().issued(identity);

    assertThat(issued.created())
        .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60));
    if (stage().can().list() != Listing.NONE) {
      ListedCredential listed = stage().listed(identity).find(issued.id()).orElseThrow();
      assertThat(listed.enabled()).isTrue();
      Instant created = requireNonNull(listed.created(), "what Rekey made has a known age");
      assertThat(Duration.between(created, issued.created()).abs())
          .isLessThan(Duration.ofSeconds(2));
      assertThat(listed.label() != null).isEqualTo(stage().can().labelled());
    }
    issued.value().close();
  }

  @Test
  default void anIdentityWithoutCredentialsHasAnEmptyList() {
    assertListsWhatExists(stage().bench().identity(), 0);
  }

  @Test
  default void everySlotIsListedAndOneMoreIsRejectedWithoutAChange() {
    IdentityName identity = stage().bench().identity();
    int slots = stage().can().slots();
    int many = slots == 0 ? 3 : slots;
    for (int i = 0; i < many; i++) {
      stage().issued(identity).value().close();
    }
    assertListsWhatExists(identity, many);
    if (slots > 0 && stage().can().issue() == Issue.CALL) {
      assertRejected(Rejection.SLOTS_FULL, stage().issuer().issue(identity, "rekey/c/k/2"));
      assertThat(stage().bench().existing(identity)).hasSize(slots);
    }
  }

  @Test
  default void anIdentityThatTheSystemDoesNotKnowIsNotFound() {
    IdentityName unknown = stage().bench().unknownIdentity();

    if (stage().can().list() != Listing.NONE) {
      assertRejected(Rejection.NOT_FOUND, stage().issuer().list(unknown));
    }
    if (issuesByCall()) {
      assertRejected(Rejection.NOT_FOUND, stage().issuer().issue(unknown, "rekey/c/k/3"));
    }
  }

  @Test
  default void aKindThatIsIssuedByHandRefusesTheCall() {
    if (stage().can().issue() == Issue.BY_HAND) {
      IdentityName identity = stage().bench().identity();
      assertRejected(Rejection.INVALID, stage().issuer().issue(identity, "rekey/c/k/4"));
    }
  }

  @Test
  default void whatWasIssuedWithoutAnAnswerExistsOnceAndCanBeFoundAndRemoved() {
    if (stage().can().issue() != Issue.CALL) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    stage().bench().proxy().meet(new Fault.AnswerLost(), Aim.EFFECTS);
    assertThat(stage().witness().hear(stage().issuer().issue(identity, "rekey/c/k/5")))
        .isInstanceOf(Outcome.Unknown.class);
    stage().bench().proxy().heal();

    List<ListedCredential> listed = stage().listed(identity).credentials();
    assertThat(listed).hasSize(1);
    stage().done(stage().issuer().revoke(identity, listed.getFirst().id()));
    assertListsWhatExists(identity, 0);
  }

  @Test
  default void whatNeverArrivedDoesNotExist() {
    if (!issuesByCall()) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    for (Fault fault : new Fault[] {new Fault.CutBefore(), stage().bench().throttled()}) {
      stage().bench().proxy().meet(fault, Aim.EFFECTS);
      assertThat(stage().witness().hear(stage().issuer().issue(identity, "rekey/c/k/6")))
          .isNotInstanceOf(Done.class);
      stage().bench().proxy().heal();
      assertListsWhatExists(identity, 0);
    }
  }

  @Test
  default void useShowsIfTheKindSaysSo() {
    if (stage().can().lastUsed() == LastUsed.NONE) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued issued = stage().issued(identity);
    assertThat(lastUsed(identity, issued.id())).isEmpty();
    stage().assertComesAlive(identity, issued.value());

    Optional<Instant> used =
        Patience.until(
            stage().lagOver(), () -> lastUsed(identity, issued.id()), Optional::isPresent);

    assertThat(used.orElseThrow())
        .isBetween(Instant.now().minus(Duration.ofDays(1)), Instant.now().plusSeconds(60));
    issued.value().close();
  }

  @Test
  default void oneThatIsNotListedWasNeverUsed() {
    if (stage().can().lastUsed() == LastUsed.NONE) {
      return;
    }
    IdentityName identity = stage().bench().identity();
    Issued issued = stage().issued(identity);
    stage().issuer().revoke(identity, issued.id());
    Patience.until(
        stage().lagOver(),
        () -> stage().listed(identity),
        listed -> listed.find(issued.id()).isEmpty());

    assertThat(lastUsed(identity, issued.id())).isEmpty();
    issued.value().close();
  }

  private Optional<Instant> lastUsed(IdentityName identity, CredentialId id) {
    Outcome<Optional<Instant>> asked =
        stage().witness().hear(stage().issuer().lastUsed(identity, id));
    assertThat(asked).isInstanceOf(Done.class);
    return ((Done<Optional<Instant>>) asked).value();
  }

  private boolean issuesByCall() {
    return stage().can().issue() == Issue.CALL || stage().can().issue() == Issue.IN_PLACE;
  }

  private void assertListsWhatExists(IdentityName identity, int many) {
    Set<CredentialId> existing = stage().bench().existing(identity);
    assertThat(existing).hasSize(many);
    if (stage().can().list() == Listing.NONE) {
      return;
    }
    Listed listed = stage().listed(identity);
    assertThat(listed.complete()).isEqualTo(stage().can().list() == Listing.FULL);
    List<CredentialId> ids = new ArrayList<>();
    listed.credentials().forEach(credential -> ids.add(credential.id()));
    if (listed.complete()) {
      assertThat(ids).containsExactlyInAnyOrderElementsOf(existing);
    } else {
      assertThat(existing).containsAll(ids);
    }
  }

  private void assertRejected(Rejection why, Outcome<?> outcome) {
    assertThat(stage().witness().hear(outcome))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(why));
  }
}
