// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DidYouMeanTest {

  private static final List<String> CHOICES = List.of("system", "identity", "credential_id");

  @Test
  void findsASlippedFinger() {
    assertThat(DidYouMean.nearest("systen", CHOICES)).contains("system");
    assertThat(DidYouMean.nearest("idnetity", CHOICES)).contains("identity");
  }

  @Test
  void takesNoNoticeOfCaseAndDashes() {
    assertThat(DidYouMean.nearest("Credential-ID", CHOICES)).contains("credential_id");
  }

  @Test
  void countsASwapOfNeighboursAsOneSlip() {
    assertThat(DidYouMean.nearest("fro", List.of("for"))).contains("for");
  }

  @Test
  void suggestsNothingThatIsFarAway() {
    assertThat(DidYouMean.nearest("colour", CHOICES)).isEmpty();
    assertThat(DidYouMean.nearest("", CHOICES)).isEmpty();
    assertThat(DidYouMean.nearest("x".repeat(100_000), CHOICES)).isEmpty();
    assertThat(DidYouMean.hint("colour", CHOICES)).isEmpty();
  }

  @Test
  void saysItAsAQuestion() {
    assertThat(DidYouMean.hint("systen", CHOICES)).isEqualTo("; did you mean 'system'?");
  }
}
