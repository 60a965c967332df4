// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharesTest {

  @Test
  void shareOutEverySizeToTheLastOne() {
    assertThat(IntStream.rangeClosed(Shares.LEAST, 500))
        .allSatisfy(size -> assertThat(Shares.of(size).sum()).isEqualTo(size));
  }

  @Test
  void haveSomeOfEveryKindAtTheLeastSizeAndUsersForWhoeverNeedsOne() {
    Shares least = Shares.of(Shares.LEAST);
    assertThat(
            new int[] {
              least.appRoles(), least.tokens(), least.sessions(), least.databases(), least.byHand()
            })
        .doesNotContain(0);
    assertThat(IntStream.rangeClosed(Shares.LEAST, 500))
        .allSatisfy(size -> {
          Shares shares = Shares.of(size);
          // Not the first user, not that of the nightly job, not that of the attacker's own key.
          assertThat(shares.unused()).isBetween(1, shares.aws() - 3);
        });
  }

  @Test
  void refuseASizeInWhichSomeKindWouldNotOccur() {
    assertThatThrownBy(() -> Shares.of(11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size: 11 (expected: >= 12)");
  }
}
