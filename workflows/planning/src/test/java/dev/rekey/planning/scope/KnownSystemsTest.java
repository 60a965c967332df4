// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.planning.Samples;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Lane;
import dev.rekey.words.SystemName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KnownSystemsTest {

  @Test
  void findsWhatIsKnownOfALane() {
    Lane lane = Samples.lane(Samples.AWS, "alice");

    assertThat(Samples.systems().find(lane)).isPresent();
    assertThat(Samples.systems().find(new Lane(lane.system(), lane.identity(), new Kind("x"))))
        .isEmpty();
    assertThat(Samples.systems().find(new SystemName("gone"))).isEmpty();
  }

  @Test
  void refusesTwoSystemsOfOneName() {
    KnownSystem system = KnownSystem.of(Samples.BAO, "openbao", Map.of(), true);

    assertThatThrownBy(() -> KnownSystems.of(List.of(system, system)))
        .hasMessage("system bao: given twice (expected: each name once)");
  }

  @Test
  void refusesASelectorForAPartThatTheKindHasNot() {
    KindCapabilities key = Samples.capabilities(KindCapabilities.Overlap.YES);

    assertThatThrownBy(() -> KnownKind.of(key, Map.of("secert", "/s")))
        .hasMessage(
            "selector for part 'secert' of iam-access-key; did you mean 'secret'? (expected: one of"
                + " [id, secret])");
  }
}
