// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SettingsReaderTest {

  private static final Map<String, String> NOTHING = Map.of();

  @TempDir Path folder;

  private Reading<UpSettings> reading(String yaml, Map<String, String> environment) {
    return SettingsReader.read(
        "rekey.yaml", folder, yaml.getBytes(StandardCharsets.UTF_8), environment);
  }

  private UpSettings read(String yaml, Map<String, String> environment) {
    return switch (reading(yaml, environment)) {
      case Reading.Read<UpSettings>(UpSettings settings) -> settings;
      case Reading.Wrong<UpSettings> wrong -> throw new AssertionError(wrong.mistakes());
    };
  }

  private List<String> mistakes(String yaml, Map<String, String> environment) {
    return switch (reading(yaml, environment)) {
      case Reading.Read<UpSettings>(UpSettings settings) -> throw new AssertionError(settings);
      case Reading.Wrong<UpSettings>(List<Mistake> mistakes) ->
          mistakes.stream().map(Mistake::toString).toList();
    };
  }

  private Path passwordFile(String mode) throws IOException {
    return Files.createFile(
        folder.resolve("pg.password"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
  }

  @Test
  void anEmptyFileAndAnEmptyEnvironmentMeanEverythingOfOurOwn() {
    assertThat(read("", NOTHING)).isEqualTo(UpSettings.own(0, Timing.DEFAULT));
    assertThat(read("# nothing yet\n", Map.of("TEMPORAL_ADDRESS", " ")))
        .isEqualTo(UpSettings.own(0, Timing.DEFAULT));
  }

  @Test
  void readsEverythingThatCanBeSaid() throws IOException {
    Path password = passwordFile("rw-------");
    String yaml =
        """
        temporal: {address: "t.example.com:7233", namespace: breach, ui: "https://t.example.com"}
        postgres:
          url: postgresql://db.example.com:5432/rekey?sslmode=require
          user: rekey
          password-file: pg.password
        port: 8233
        timing: {heartbeat: 5s, attempt: 10m, unserved: 2m}
        reconcile-every: 30s
        """;

    assertThat(read(yaml, NOTHING))
        .isEqualTo(
            new UpSettings(
                new TemporalAt("t.example.com:7233", "breach", URI.create("https://t.example.com")),
                new PostgresAt(
                    "jdbc:postgresql://db.example.com:5432/rekey?sslmode=require",
                    "rekey",
                    password),
                8233,
                new Timing(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(2)),
                Duration.ofSeconds(30)));
  }

  @Test
  void theEnvironmentCountsWhereTheFileSaysNothing() {
    Map<String, String> environment =
        Map.of("TEMPORAL_ADDRESS", "env.example.com:7233", "TEMPORAL_NAMESPACE", "env");

    assertThat(read("", environment).temporal())
        .isEqualTo(new TemporalAt("env.example.com:7233", "env", null));
    assertThat(read("temporal: {namespace: file}", environment).temporal())
        .isEqualTo(new TemporalAt("env.example.com:7233", "file", null));
    assertThat(read("temporal: {address: 'file.example.com:1'}", environment).temporal())
        .isEqualTo(new TemporalAt("file.example.com:1", "env", null));
  }

  @Test
  void tellsAllMistakesAtOnceWithTheirPlacesAndWhatWasMeant() {
    String yaml =
        """
        temporal:
          adress: t.example.com:7233
          namespace: "no spaces"
        postgres: {url: mysql://db/rekey, usr: rekey}
        port: 99999
        timing: {heartbeat: soon}
        reconcile-every: 1d
        """;

    assertThat(mistakes(yaml, Map.of("TEMPORAL_ADDRESS", "http://t.example.com")))
        .containsExactly(
            "rekey.yaml:2:3: 'adress' is not known here (expected: one of [address, namespace,"
                + " ui]); did you mean 'address'?",
            "rekey.yaml:3:14: temporal.namespace: 'no spaces' (expected: letters, digits, '.', '_'"
                + " and '-', for example rekey)",
            "rekey.yaml:4:11: postgres: 'user' is missing",
            "rekey.yaml:4:11: postgres: 'password-file' is missing",
            "rekey.yaml:4:17: postgres.url: 'mysql://db/rekey' (expected: for example"
                + " postgresql://db.example.com:5432/rekey)",
            "rekey.yaml:4:35: 'usr' is not known here (expected: one of [password-file, url,"
                + " user]); did you mean 'user'?",
            "rekey.yaml:5:7: port: '99999' (expected: 0 to 65535)",
            "rekey.yaml:6:21: timing.heartbeat: 'soon' (expected: a number and ms, s, m, h or d,"
                + " for example 30m)",
            "rekey.yaml:7:18: reconcile-every: '1d' (expected: 1s to 10m)",
            "TEMPORAL_ADDRESS: 'http://t.example.com' (expected: host:port, for example"
                + " temporal.example.com:7233)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://rekey:hunter2@db/rekey",
        "postgresql://db/rekey?user=x&PASSWORD=hunter2",
        "postgresql://db/rekey?sslpassword=hunter2"
      })
  void aPasswordInTheUrlIsRefusedAndNotRepeated(String url) throws IOException {
    passwordFile("rw-------");
    String yaml = "postgres: {url: '%s', user: rekey, password-file: pg.password}".formatted(url);

    assertThat(mistakes(yaml, NOTHING))
        .singleElement()
        .asString()
        .contains("names a user or a password")
        .doesNotContain("hunter2");
  }

  @Test
  void aPasswordFileThatOthersCanReadOrThatIsNotThereIsAMistake() throws IOException {
    String yaml = "postgres: {url: 'postgresql://db/rekey', user: u, password-file: pg.password}";
    assertThat(mistakes(yaml, NOTHING)).singleElement().asString().contains("cannot be read");

    passwordFile("rw-r-----");
    assertThat(mistakes(yaml, NOTHING))
        .singleElement()
        .asString()
        .startsWith("rekey.yaml:1:66: postgres.password-file: ")
        .contains("can be read by others (expected: mode 0600");
  }

  @Test
  void pagesOfATemporalThatIsNotNamedAreAMistake() {
    assertThat(mistakes("temporal: {ui: 'http://127.0.0.1:8080'}", NOTHING))
        .singleElement()
        .asString()
        .contains("without temporal.address");
    assertThat(
            read(
                    "temporal: {ui: 'http://127.0.0.1:8080'}",
                    Map.of("TEMPORAL_ADDRESS", "127.0.0.1:7233"))
                .temporal()
                .ui())
        .isEqualTo(URI.create("http://127.0.0.1:8080"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7233, true",
    "'[::1]:7233', true",
    "temporal:7233, true",
    "temporal, false",
    "temporal:99999, false",
    "https://temporal:7233, false",
    "a b:1, false"
  })
  void anAddressIsHostAndPort(String address, boolean sound) {
    Reading<UpSettings> reading = reading("", Map.of("TEMPORAL_ADDRESS", address));

    assertThat(reading instanceof Reading.Read<UpSettings>).isEqualTo(sound);
  }
}
