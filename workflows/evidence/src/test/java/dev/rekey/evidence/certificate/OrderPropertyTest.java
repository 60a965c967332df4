// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random lives, held against promise P1 as one sentence says it, not as the walk does. */
@Timeout(120)
class OrderPropertyTest {

  private static final String OLD = SmallCampaign.REPLACED;

  /** Whether a disable or revoke stands before one of the five steps that must be done by then. */
  private static boolean killsTooEarly(List<Script.Line> lines) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).type().equals("intent"))
        .filter(i -> Set.of("disable", "revoke").contains(lines.get(i).text("effect")))
        .anyMatch(i ->
            !lines.subList(0, i).stream()
                .filter(line -> line.type().equals("step"))
                .map(line -> line.text("step"))
                .toList()
                .containsAll(List.of("issue", "prove-new", "deliver", "confirm", "validate")));
  }

  private static boolean proofComesBeforeTheRevoke(List<Script.Line> lines) {
    int revoke = first(lines, "revoke");
    int prove = first(lines, "prove");
    return prove >= 0 && (revoke < 0 || prove < revoke);
  }

  private static int first(List<Script.Line> lines, String step) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).type().equals("step") && lines.get(i).text("step").equals(step))
        .findFirst()
        .orElse(-1);
  }

  @Test
  void noOrderThatBreaksThePromiseIsBelieved() {
    Random random = new Random(20261123);
    SmallCampaign campaign = new SmallCampaign();
    List<Script.Line> good = List.copyOf(campaign.script(OLD).lines);
    int broken = 0;
    for (int run = 0; run < 300; run++) {
      Script script = campaign.script(OLD);
      script.lines.clear();
      script.lines.addAll(good);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int one = 2 + random.nextInt(script.lines.size() - 2);
        int other = 2 + random.nextInt(script.lines.size() - 2);
        if (random.nextInt(4) == 0) {
          script.lines.remove(one);
        } else {
          Collections.swap(script.lines, one, other);
        }
      }
      if (killsTooEarly(script.lines) || proofComesBeforeTheRevoke(script.lines)) {
        broken++;
        assertThat(CertificateVerifier.verifyDraft(campaign.build()).holds())
            .as(script.lines.toString())
            .isFalse();
      }
    }
    assertThat(broken).isGreaterThan(100);
  }
}
