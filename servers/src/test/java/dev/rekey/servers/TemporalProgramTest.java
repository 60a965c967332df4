// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TemporalProgramTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1) | true",
        "temporal version 1.10.0 (Server 1.33.0, UI 2.60.0) | true",
        "temporal version 2.0.0 (Server 2.0.0, UI 3.0.0) | true",
        "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1) | false",
        "temporal version 0.13.2 (Server 1.24.2, UI 2.28.0) | false",
        "something else | false"
      })
  void isTakenFromThisMachineOnlyWhenItIsNewEnough(String version, boolean enough) {
    assertThat(TemporalProgram.isNewEnough(version)).isEqualTo(enough);
  }
}
