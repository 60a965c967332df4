// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.sandbox.aws.Keys.State;
import dev.rekey.sandbox.aws.Keys.Use;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeysTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ID = "AKIA1";

  private final Keys keys = new Keys(Duration.ofSeconds(10));

  @Test
  void showEachChangeOneLagLater() {
    keys.created(ID, "svc", new Signature.Secret("made up"), START);
    keys.changed(ID, State.INACTIVE, at(20));
    keys.changed(ID, State.ACTIVE, at(25));
    keys.changed(ID, State.DELETED, at(60));

    assertThat(keys.visible(ID, at(0))).hasValue(State.ABSENT);
    assertThat(keys.visible(ID, at(10))).hasValue(State.ACTIVE);
    assertThat(keys.visible(ID, at(29))).hasValue(State.ACTIVE);
    assertThat(keys.visible(ID, at(30))).hasValue(State.INACTIVE);
    assertThat(keys.visible(ID, at(35))).hasValue(State.ACTIVE);
    assertThat(keys.visible(ID, at(69))).hasValue(State.ACTIVE);
    assertThat(keys.visible(ID, at(70))).hasValue(State.DELETED);
    assertThat(keys.actual(ID)).hasValue(State.DELETED);
  }

  @Test
  void showOldOnesAtOnceAndForeignOnesNotAtAll() {
    keys.existing(ID, "svc", State.INACTIVE);

    assertThat(keys.visible(ID, START)).hasValue(State.INACTIVE);
    assertThat(keys.visible("AKIA2", START)).isEmpty();
  }

  @Test
  void rememberTheLatestUse() {
    keys.existing(ID, "svc", State.ACTIVE);
    keys.used(ID, new Use(at(5), "sts", "us-east-1"));
    keys.used(ID, new Use(at(3), "iam", "us-east-1"));

    assertThat(keys.lastUse(ID)).hasValue(new Use(at(5), "sts", "us-east-1"));
  }

  @Test
  void refuseALagBackwards() {
    assertThatThrownBy(() -> keys.lag(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lag: PT-1S (expected: zero or more)");
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }
}
