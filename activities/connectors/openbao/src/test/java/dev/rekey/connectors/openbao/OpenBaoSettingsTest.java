// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rekey.spi.SystemSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class OpenBaoSettingsTest {

  private static SystemSettings settings(Map<String, String> values) {
    return SystemSettings.of(OpenBaoBench.SYSTEM, values);
  }

  @Test
  void addressAndTokenAreEnough() {
    OpenBaoSettings read =
        OpenBaoSettings.of(
            settings(Map.of("address", "https://bao.example.com:8200", "token", "file:t")));

    assertThat(read.address().toString()).isEqualTo("https://bao.example.com:8200/");
    assertThat(read.namespace()).isEmpty();
    assertThat(read.mounts()).isEmpty();
    assertThat(read.approleMount()).isEqualTo(List.of("approle"));
    assertThat(read.approleRoles()).isEmpty();
    assertThat(read.tokenRoles()).isEmpty();
    assertThat(read.endsLoginTokens()).isTrue();
    assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void everySettingIsRead() {
    OpenBaoSettings read =
        OpenBaoSettings.of(
            settings(
                Map.of(
                    "address", "http://127.0.0.1:8200",
                    "token", "file:t",
                    "namespace", "team-a/b",
                    "mounts", "team/kv, apps/kv",
                    "approle-mount", "team/approle",
                    "approle-roles", "billing, ci",
                    "token-roles", "Deploy",
                    "login-tokens", "leave",
                    "timeout", "7s")));

    assertThat(read.namespace()).contains("team-a/b");
    assertThat(read.mounts()).isEqualTo(List.of("team/kv", "apps/kv"));
    assertThat(read.approleMount()).isEqualTo(List.of("team", "approle"));
    assertThat(read.approleRoles()).isEqualTo(List.of("billing", "ci"));
    assertThat(read.tokenRoles()).isEqualTo(List.of("Deploy"));
    assertThat(read.endsLoginTokens()).isFalse();
    assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void allMistakesAreToldAtOnceEachOnItsLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenBaoSettings.of(settings(Map.of("mounts", "a//b", "timeout", "x"))))
        .satisfies(refused ->
            assertThat(String.valueOf(refused.getMessage()).lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("system bao-test: "))
                .allMatch(line -> line.contains("(expected: ")));
  }

  @ParameterizedTest
  @CsvSource({
    "address, http://bao.example.com:8200",
    "address, http://10.1.2.3:8200",
    "address, https://u:p@bao.example.com",
    "address, https://bao.example.com/v1",
    "address, https://bao.example.com?x=y",
    "address, bao.example.com:8200",
    "address, ftp://127.0.0.1",
    "namespace, 'a b'",
    "mounts, 'team/kv,,x'",
    "mounts, '../kv'",
    "approle-mount, 'a//b'",
    "approle-roles, 'a,../b'",
    "token-roles, 'a b'",
    "login-tokens, no",
    "places, people",
    "hands, 'No Team'",
    "timeout, 15"
  })
  void aWrongValueIsRefusedWithWhatWasExpected(String name, String value) {
    Map<String, String> values =
        new HashMap<>(Map.of("address", "https://bao.example.com", "token", "file:t"));
    values.put(name, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenBaoSettings.of(settings(values)))
        .withMessageContaining("setting '" + name + "'")
        .withMessageContaining("(expected: ");
  }

  @Test
  void placesThatPeopleWriteAreOnlyRead() {
    Map<String, String> values =
        new HashMap<>(Map.of("address", "https://bao.example.com", "token", "file:t"));
    assertThat(OpenBaoSettings.of(settings(values)).writesPlaces()).isTrue();
    values.put("places", "by-hand");

    OpenBaoSettings byHand = OpenBaoSettings.of(settings(values));

    assertThat(byHand.writesPlaces()).isFalse();
    assertThat(new Policy(byHand).places()).isEqualTo(Map.of("secret/data/*", List.of("read")));
  }
}
