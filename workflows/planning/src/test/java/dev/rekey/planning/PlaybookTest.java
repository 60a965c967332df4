// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.words.Privilege;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PlaybookTest {

  @Test
  void refusesWavesThatAreTooLarge() {
    assertThatThrownBy(() -> Samples.playbook(1, 101, ApprovalRule.NONE))
        .hasMessage("wave size: 101 (expected: 1 to 100)");
    assertThatThrownBy(() -> Samples.playbook(11, 10, ApprovalRule.NONE))
        .hasMessage("canary: 11 (expected: 0 to the wave size, 10)");
  }

  @Test
  void asksTheOwnerWhereRightsAreHighOrUnknown() {
    assertThat(ApprovalRule.ADMIN.asksOwner(Privilege.ADMIN)).isTrue();
    assertThat(ApprovalRule.ADMIN.asksOwner(Privilege.UNKNOWN)).isTrue();
    assertThat(ApprovalRule.ADMIN.asksOwner(Privilege.WRITE)).isFalse();
    assertThat(ApprovalRule.ALL.asksOwner(Privilege.READ)).isTrue();
    assertThat(ApprovalRule.NONE.asksOwner(Privilege.ADMIN)).isFalse();
  }

  @Test
  void brakesOnlyWhenEnoughAreUnderWay() {
    BrakeRule brake = new BrakeRule(5, 10);

    assertThat(brake.trips(9, 9)).isFalse();
    assertThat(brake.trips(1, 10)).isTrue();
    assertThat(brake.trips(1, 20)).isTrue();
    assertThat(brake.trips(1, 21)).isFalse();
    assertThat(brake.trips(4, 100)).isFalse();
    assertThat(brake).hasToString("5% of at least 10");
    assertThat(new BrakeRule(100, 1).trips(1, 1)).isTrue();
    assertThat(brake.trips(0, 100)).isFalse();
  }

  @Test
  void refusesABrakeThatNeverOrAlwaysTrips() {
    assertThatThrownBy(() -> new BrakeRule(0, 10)).hasMessageContaining("1% to 100%");
    assertThatThrownBy(() -> new BrakeRule(101, 10)).hasMessageContaining("1% to 100%");
    assertThatThrownBy(() -> new BrakeRule(5, 0)).hasMessageContaining(">= 1");
  }
}
