// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class IncidentTest {

  private static final Instant EARLY = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-11-20T00:00:00Z");

  @Test
  void refusesAWindowThatEndsBeforeItBegins() {
    assertThatThrownBy(() -> new Incident("breach", LATE, EARLY, LATE))
        .hasMessageContaining("exposed until: 2026-11-01T00:00:00Z");
  }

  @Test
  void refusesACutOffBeforeTheExposure() {
    assertThatThrownBy(() -> new Incident("breach", LATE, LATE, EARLY))
        .hasMessageContaining("cut-off: 2026-11-01T00:00:00Z");
  }

  @Test
  void refusesACauseThatPeopleCannotRead() {
    assertThatThrownBy(() -> new Incident("bre\u202Each", EARLY, LATE, LATE))
        .hasMessageContaining("\\u{202e}");
    assertThatThrownBy(() -> new Incident(" ", EARLY, LATE, LATE)).hasMessageContaining("cause");
  }
}
