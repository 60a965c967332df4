// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ShownTest {

  @Test
  void showsTextThatActsOnNothing() {
    assertThat(Shown.escaped("a\u001B[2Jb", 100)).isEqualTo("a\\u{1b}[2Jb");
    assertThat(Shown.escaped("\uD83D\uDE00".repeat(10), 6)).isEqualTo("\uD83D\uDE00\uD83D\uDE00…");
    assertThat(Shown.escaped("abc", 3)).isEqualTo("abc");
    assertThat(Shown.escaped("abcd", 3)).isEqualTo("ab…");
  }
}
