// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rekey.spi.SystemSettings;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PostgresSettingsTest {

  @Test
  void whatIsNotSetIsSafe() {
    PostgresSettings settings = read(Map.of());

    assertThat(settings.port()).isEqualTo(5432);
    assertThat(settings.database()).isEqualTo("postgres");
    assertThat(settings.sslmode()).isEqualTo("verify-full");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everySettingIsRead() {
    assertThat(
            read(
                Map.of(
                    "host", "127.0.0.1",
                    "port", "6543",
                    "database", "billing",
                    "sslmode", "verify-ca",
                    "root-certificate", "/etc/ca.pem",
                    "timeout", "3s")))
        .isEqualTo(
            new PostgresSettings(
                new SystemName("db"),
                "127.0.0.1",
                6543,
                "billing",
                "rekey",
                "file:/etc/word",
                "verify-ca",
                Optional.of("/etc/ca.pem"),
                Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "localhost", "[::1]"})
  void onThisMachineNothingIsEncryptedUnlessSet(String host) {
    assertThat(read(Map.of("host", host)).sslmode()).isEqualTo("disable");
    assertThat(read(Map.of("host", host, "sslmode", "require")).sslmode()).isEqualTo("require");
  }

  @ParameterizedTest
  @CsvSource({
    "host, db.example.com/x?user=y",
    "host, 'db,other'",
    "host, db:5432",
    "port, 0",
    "port, 65536",
    "sslmode, prefer",
    "sslmode, disable",
    "root-certificate, ca.pem",
    "timeout, 10",
    "timeout, 0s",
  })
  void whatIsWrongIsNamedWithItsValue(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of(name, value)))
        .withMessageContaining("system db")
        .withMessageContaining("'%s': '%s'".formatted(name, value))
        .withMessageContaining("expected");
  }

  private static PostgresSettings read(Map<String, String> changes) {
    Map<String, String> values = new HashMap<>();
    values.put("host", "db.example.com");
    values.put("role", "rekey");
    values.put("password", "file:/etc/word");
    values.putAll(changes);
    return PostgresSettings.of(SystemSettings.of(new SystemName("db"), values));
  }
}
