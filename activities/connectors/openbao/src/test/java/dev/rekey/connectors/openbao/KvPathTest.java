// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class KvPathTest {

  @Test
  void theFirstSegmentIsTheMount() {
    assertThat(KvPath.of("secret/apps/billing", List.of()).orElseThrow().in("data"))
        .containsExactly("secret", "data", "apps", "billing");
  }

  @Test
  void theLongestNamedMountWins() {
    List<String> mounts = List.of("team/kv", "team/kv/deep", "other/kv");

    assertThat(KvPath.of("team/kv/app", mounts).orElseThrow().in("data"))
        .containsExactly("team", "kv", "data", "app");
    assertThat(KvPath.of("team/kv/deep/app", mounts).orElseThrow().in("data"))
        .containsExactly("team", "kv", "deep", "data", "app");
    assertThat(KvPath.of("team/kvx/app", mounts).orElseThrow().in("data"))
        .containsExactly("team", "data", "kvx", "app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "/secret/apps",
        "secret/apps/",
        "secret//apps",
        "secret/./apps",
        "secret/../sys/mounts",
        "secret/apps/..",
        "../secret/apps",
        "secret/a\nb"
      })
  void whatClimbsOrIsIncompleteIsNoPath(String location) {
    assertThat(KvPath.of(location, List.of())).isEmpty();
  }
}
