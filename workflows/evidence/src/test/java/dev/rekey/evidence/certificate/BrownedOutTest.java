// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One that was switched off for a while to see who misses it, as a stranger reads it. */
@Timeout(60)
class BrownedOutTest {

  private static final String OLD = SmallCampaign.REPLACED;

  private final SmallCampaign campaign = new SmallCampaign();
  private final Script script = script();

  private Script script() {
    Script script = Script.begin(OLD, "retire", campaign.approvalOf(Script.chain(OLD)));
    script.lines.getFirst().body().put("pace", new TreeMap<>(Map.of("brownout", "PT10M")));
    script.step("preflight");
    observing(script, "disable");
    observing(script, "enable").step("observe");
    script.effect("disable", OLD).step("disable").step("soak");
    script.effect("revoke", OLD).step("revoke").step("prove").proven();
    campaign.script(script);
    return script;
  }

  private static Script observing(Script script, String effect) {
    script.effect(effect, OLD);
    for (Script.Line line : script.lines.subList(script.lines.size() - 2, script.lines.size())) {
      line.body().put("operation", "brownout-" + effect);
      line.body().put("step", "observe");
    }
    return script;
  }

  private List<String> findings() {
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  private void finds(String part) {
    assertThat(findings()).anySatisfy(finding -> assertThat(finding).contains(part));
  }

  @Test
  void whatWasSwitchedOffAndOnAgainIsFine() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void nothingStaysOffWithoutTheDisableThatIsWaitedFor() {
    script.remove("intent", "operation", "brownout-enable");
    script.remove("outcome", "operation", "brownout-enable");
    finds("step observe is done while the old credential is switched off");
  }

  @Test
  void toBeAnnouncedSwitchesNothingOn() {
    script
        .lines
        .get(script.index("outcome", "operation", "brownout-enable"))
        .body()
        .put("result", "rejected");
    finds("step observe is done while the old credential is switched off");
  }

  @Test
  void whatWasDeletedMeanwhileNeedsNoSwitchingOn() {
    Map<String, Object> outcome =
        script.lines.get(script.index("outcome", "operation", "brownout-enable")).body();
    outcome.put("result", "rejected");
    outcome.put("why", "not-found");
    assertThat(findings()).isEmpty();
  }

  @Test
  void nothingIsSwitchedOnThatWasNotSwitchedOffForThat() {
    script.remove("intent", "operation", "brownout-disable");
    script.remove("outcome", "operation", "brownout-disable");
    finds("switches the old credential on, and nobody decided to roll back");
  }

  @Test
  void onlyWhatThePlanSaysIsSwitchedOffWhileItIsObserved() {
    script.lines.getFirst().body().put("pace", new TreeMap<>(Map.of("soak", "PT1H")));
    finds("switches the old credential off in step observe, which the plan does not");
  }

  @Test
  void whatItsDeadlineCutsMeanwhileStaysOff() {
    Script cut = Script.begin(OLD, "retire", campaign.approvalOf(Script.chain(OLD)));
    cut.lines.getFirst().body().put("pace", new TreeMap<>(Map.of("brownout", "PT10M")));
    cut.lines
        .getFirst()
        .body()
        .put("deadline", Map.of("at", Script.START.plusSeconds(2).toString(), "then", "cut"));
    cut.step("preflight");
    observing(cut, "disable").add("deadline", Map.of("then", "cut"));
    cut.effect("disable", OLD).step("disable").effect("revoke", OLD).step("revoke");
    cut.step("prove").proven();
    campaign.script(cut);
    assertThat(findings()).isEmpty();
  }
}
