// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rekey.spi.SystemSettings;
import dev.rekey.words.SystemName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class AwsSettingsTest {

  private static SystemSettings settings(Map<String, String> values) {
    return SystemSettings.of(new SystemName("aws-prod"), values);
  }

  @Test
  void onlyTheCredentialsAreNeeded() {
    AwsSettings read = AwsSettings.of(settings(Map.of("credentials", "file:own")));

    assertThat(read.endpoint()).isEmpty();
    assertThat(read.account()).isEmpty();
    assertThat(read.region()).isEqualTo("us-east-1");
    assertThat(read.users()).isEqualTo("*");
    assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void everySettingIsRead() {
    AwsSettings read =
        AwsSettings.of(
            settings(
                Map.of(
                    "credentials", "file:own",
                    "endpoint", "https://localhost:5000",
                    "region", "us-gov-west-1",
                    "account", "123456789012",
                    "users", "apps/*",
                    "timeout", "3s")));

    assertThat(read.endpoint()).contains(URI.create("https://localhost:5000"));
    assertThat(read.region()).isEqualTo("us-gov-west-1");
    assertThat(read.account()).contains("123456789012");
    assertThat(read.users()).isEqualTo("apps/*");
    assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void allMistakesAreToldAtOnceEachOnItsLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AwsSettings.of(settings(Map.of("region", "Frankfurt", "account", "12345"))))
        .satisfies(refused ->
            assertThat(String.valueOf(refused.getMessage()).lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("system aws-prod: "))
                .allMatch(line -> line.contains("(expected: ")));
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, http://aws.example.com",
    "endpoint, http://10.0.0.1:5000",
    "endpoint, http://127.0.0.1.example.com",
    "endpoint, https://user:pw@127.0.0.1",
    "endpoint, https://127.0.0.1/path",
    "endpoint, https://127.0.0.1?x=y",
    "endpoint, ftp://127.0.0.1",
    "endpoint, 'not a url'",
    "region, us_east_1",
    "account, 12345678901a",
    "users, 'apps/* or so'",
    "timeout, 20",
    "timeout, 0s",
    "timeout, 1000s"
  })
  void aWrongValueIsShownWithWhatWasExpected(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsSettings.of(settings(Map.of("credentials", "file:own", name, value))))
        .withMessageContaining("setting '%s': '%s'".formatted(name, value))
        .withMessageContaining("(expected: ");
  }
}
