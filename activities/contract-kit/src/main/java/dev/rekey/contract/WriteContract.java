// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writing places: neighbours stay, and nobody's change is overwritten. */
interface WriteContract {

  PlacesStage stage();

  @Test
  default void aWriteChangesTheValueAndNothingBeside() {
    Place place = stage().bench().holding(stage().fresh());
    String beside = stage().bench().everythingBeside(place);
    PlaceVersion before = stage().version(place);
    CredentialValue value = stage().fresh();

    PlaceVersion after = stage().done(stage().places().write(place, value, before));

    stage().assertHolds(place, value);
    assertThat(stage().bench().everythingBeside(place)).isEqualTo(beside);
    assertThat(after).isEqualTo(stage().version(place)).isNotEqualTo(before);
  }

  @Test
  default void aWriteOverAnotherVersionIsAConflictAndChangesNothing() {
    CredentialValue old = stage().fresh();
    Place place = stage().bench().holding(old);
    PlaceVersion stale = stage().version(place);
    stage().bench().disturb(place);
    PlaceVersion now = stage().version(place);

    stage()
        .assertRejected(Rejection.CONFLICT, stage().places().write(place, stage().fresh(), stale));

    stage().assertHolds(place, old);
    assertThat(stage().version(place)).isEqualTo(now);
  }

  @Test
  default void aChangeInTheLastMomentIsAConflictAndIsKept() {
    CredentialValue old = stage().fresh();
    Place place = stage().bench().holding(old);
    PlaceVersion version = stage().version(place);
    stage()
        .bench()
        .proxy()
        .meet(new Fault.Preceded(() -> stage().bench().disturb(place)), Aim.EFFECTS);

    stage()
        .assertRejected(
            Rejection.CONFLICT, stage().places().write(place, stage().fresh(), version));

    stage().bench().proxy().heal();
    stage().assertHolds(place, old);
  }

  @Test
  default void ofManyWritersOverOneVersionOneWins() throws Exception {
    Place place = stage().bench().holding(stage().fresh());
    PlaceVersion version = stage().version(place);
    List<CredentialValue> values = IntStream.range(0, 6).mapToObj(i -> stage().fresh()).toList();

    int winner = -1;
    try (ExecutorService writers = Executors.newCachedThreadPool()) {
      List<Future<Outcome<PlaceVersion>>> writes =
          values.stream()
              .map(value -> writers.submit(() -> stage().places().write(place, value, version)))
              .toList();
      for (int i = 0; i < writes.size(); i++) {
        Outcome<PlaceVersion> outcome = writes.get(i).get();
        if (outcome instanceof Done<PlaceVersion>) {
          assertThat(winner).as("a second writer went through").isEqualTo(-1);
          winner = i;
        } else {
          stage().assertRejected(Rejection.CONFLICT, outcome);
        }
      }
    }
    assertThat(winner).as("nobody went through").isNotEqualTo(-1);
    stage().assertHolds(place, values.get(winner));
  }

  @Test
  default void aWriteWhoseAnswerWasLostIsFoundByReading() {
    Place place = stage().bench().holding(stage().fresh());
    PlaceVersion version = stage().version(place);
    CredentialValue value = stage().fresh();
    stage().bench().proxy().meet(new Fault.AnswerLost(), Aim.EFFECTS);
    assertThat(stage().witness().hear(stage().places().write(place, value, version)))
        .isInstanceOf(Unknown.class);
    stage().bench().proxy().heal();

    stage().assertHolds(place, value);
    stage().assertRejected(Rejection.CONFLICT, stage().places().write(place, value, version));
  }

  @Test
  default void aWriteThatNeverArrivedChangedNothing() {
    CredentialValue old = stage().fresh();
    Place place = stage().bench().holding(old);
    PlaceVersion version = stage().version(place);
    stage().bench().proxy().meet(new Fault.CutBefore(), Aim.EFFECTS);
    assertThat(stage().witness().hear(stage().places().write(place, stage().fresh(), version)))
        .isInstanceOf(Unknown.class);
    stage().bench().proxy().heal();

    stage().assertHolds(place, old);
    assertThat(stage().version(place)).isEqualTo(version);
  }

  @Test
  default void aWriteNeverMakesAPlace() {
    Place place = stage().bench().holding(stage().fresh());
    PlaceVersion version = stage().version(place);

    stage()
        .assertRejected(
            Rejection.NOT_FOUND,
            stage().places().write(stage().bench().nowhere(), stage().fresh(), version));
    stage()
        .assertRejected(
            Rejection.NOT_FOUND,
            stage().places().write(stage().bench().withoutFinds(place), stage().fresh(), version));
    assertThat(stage().version(place)).isEqualTo(version);
  }

  @Test
  default void aWriteNeverReplacesWhatIsNoText() {
    Place place = stage().bench().holding(stage().fresh());
    PlaceVersion version = stage().version(place);
    Place noText = stage().bench().findingNoText(place);

    if (!noText.equals(place)) {
      stage()
          .assertRejected(
              Rejection.INVALID, stage().places().write(noText, stage().fresh(), version));
    }
    assertThat(stage().version(place)).isEqualTo(version);
  }

  @Test
  default void aValueThatLacksAPartIsInvalidAndNothingIsWritten() {
    Place place = stage().bench().holding(stage().fresh());
    PlaceVersion version = stage().version(place);
    CredentialValue half =
        CredentialValue.taking(Map.of("id", Secret.taking("half".toCharArray())));

    stage().assertRejected(Rejection.INVALID, stage().places().write(place, half, version));
    assertThat(stage().version(place)).isEqualTo(version);
  }
}
