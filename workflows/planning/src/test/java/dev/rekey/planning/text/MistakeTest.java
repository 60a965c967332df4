// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MistakeTest {

  @Test
  void isToldInTheFormThatEditorsJumpTo() {
    assertThat(new Mistake("rekey.yaml", 3, 5, "unknown-key", "no such key"))
        .hasToString("rekey.yaml:3:5: no such key");
    assertThat(new Mistake("rekey.yaml", 3, 0, "unknown-key", "no such key"))
        .hasToString("rekey.yaml:3: no such key");
    assertThat(Mistake.ofFile("rekey.yaml", "empty", "nothing in it"))
        .hasToString("rekey.yaml: nothing in it");
  }

  @Test
  void refusesAPositionBeforeTheFile() {
    assertThatThrownBy(() -> new Mistake("rekey.yaml", -1, 0, "x", "y"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
