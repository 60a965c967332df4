// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A certificate shows whether the consumers that the plan names were asked before each cut. */
@Timeout(60)
class ConsumersTest {

  private static final String OLD = SmallCampaign.REPLACED;

  private final SmallCampaign campaign = new SmallCampaign();
  private final Script script = campaign.script(OLD);

  private List<String> findings() {
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  /** The plan names one; it is asked before the cuts that are named. */
  private void asked(boolean well, String... cuts) {
    script.lines.getFirst().body().put("health", List.of("web:https://shop.example.com/health"));
    for (String cut : List.of("disable", "revoke")) {
      script.put("intent", "effect", cut, "step", cut).put("intent", "effect", cut, "round", 0);
      if (List.of(cuts).contains(cut)) {
        Map<String, ?> answer = Map.of("step", cut, "round", 0, "check", 0, "well", well);
        script.add("health", answer);
        script.move(script.lines.size() - 1, script.index("intent", "effect", cut));
      }
    }
  }

  @Test
  void whatWasFoundWellBeforeEachCutIsInOrder() {
    asked(true, "disable", "revoke");
    assertThat(findings()).isEmpty();
  }

  @Test
  void aCutThatDidNotAskIsFound() {
    asked(true, "disable");
    assertThat(findings())
        .singleElement()
        .asString()
        .contains("0 of 1 consumers were found well just before");
  }

  @Test
  void aCutThoughOneWasNotWellIsFound() {
    asked(false, "disable", "revoke");
    assertThat(findings()).hasSize(2).allMatch(finding -> finding.contains("0 of 1 consumers"));
  }
}
