// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be broken on the machine of a test is broken here. */
@Timeout(30)
class DoctorChecksTest {

  @TempDir Path home;

  @Test
  void anOlderJavaIsTold() {
    assertThat(MachineChecks.jdk(21).ok()).isFalse();
    assertThat(MachineChecks.jdk(21).next()).contains("install a JDK 25");
    assertThat(MachineChecks.jdk(25).ok()).isTrue();
  }

  @Test
  void aDiskThatIsAlmostFullIsTold() {
    assertThat(new MachineChecks(home.resolve("not/there")).space(Long.MAX_VALUE))
        .satisfies(finding -> {
          assertThat(finding.ok()).isFalse();
          assertThat(finding.what()).contains("MiB free at " + home);
        });
    assertThat(new MachineChecks(home).space(0).ok()).isTrue();
  }

  @Test
  void aClockThatDiffersIsToldWhicheverIsAhead() {
    assertThat(Doctor.clock(Duration.ofMillis(4_900)).ok()).isTrue();
    assertThat(Doctor.clock(Duration.ofSeconds(6)).ok()).isFalse();
    assertThat(Doctor.clock(Duration.ofSeconds(-6)).next()).contains("timedatectl");
  }

  @Test
  void aKeyThatIsGoneThoughTheLedgerHoldsEntriesIsTold() {
    assertThat(new KeyChecks(home, true).findings()).hasSize(2).noneMatch(one -> one.ok());
    assertThat(new KeyChecks(home, false).findings()).hasSize(2).allMatch(one -> one.ok());
  }
}
