// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.worker.temporal.Tls;
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
    return SettingsReader.read(sources(yaml, NOTHING, environment));
  }

  private SettingsReader.Sources sources(
      String yaml, Map<String, String> flags, Map<String, String> environment) {
    return new SettingsReader.Sources(
        "rekey.yaml", folder, yaml.getBytes(StandardCharsets.UTF_8), flags, environment);
  }

  private UpSettings read(String yaml, Map<String, String> environment) {
    return switch (reading(yaml, environment)) {
      case Reading.Read<UpSettings>(UpSettings settings) -> settings;
      case Reading.Wrong<UpSettings> wrong -> throw new AssertionError(wrong.mistakes());
    };
  }

  private List<String> mistakes(String yaml, Map<String, String> environment) {
    return mistakes(reading(yaml, environment));
  }

  private static List<String> mistakes(Reading<UpSettings> reading) {
    return switch (reading) {
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
                Duration.ofSeconds(30),
                List.of()));
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
            "rekey.yaml:2:3: 'adress' is not known here (expected: one of [address,"
                + " api-key-file, namespace, tls, ui]); did you mean 'address'?",
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

  private Path secret(String name) throws IOException {
    return Files.createFile(
        folder.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @Test
  void readsHowTemporalIsGotInto() throws IOException {
    Path key = secret("rekey.key");
    Path api = secret("api.key");
    Path ca = Files.createFile(folder.resolve("ca.pem"));
    Path certificate = Files.createFile(folder.resolve("rekey.pem"));

    TemporalAt temporal =
        read(
                """
                temporal:
                  address: t.example.com:7233
                  tls: {ca: ca.pem, certificate: rekey.pem, key: rekey.key, server-name: temporal}
                  api-key-file: api.key
                """,
                NOTHING)
            .temporal();

    assertThat(temporal.tls()).isEqualTo(new Tls(ca, certificate, key, "temporal"));
    assertThat(temporal.apiKeyFile()).isEqualTo(api);
  }

  @Test
  void anApiKeyIsNeverSentInClear() throws IOException {
    secret("api.key");
    assertThat(
            read("temporal: {address: 't:7233', api-key-file: api.key}", NOTHING).temporal().tls())
        .isEqualTo(Tls.PLAIN);
  }

  @Test
  void aCertificateWithoutItsKeyAndAKeyThatOthersCanReadAreMistakes() throws IOException {
    Files.createFile(folder.resolve("rekey.pem"));
    assertThat(mistakes("temporal: {address: 't:7233', tls: {certificate: rekey.pem}}", NOTHING))
        .containsExactly(
            "temporal.tls.key: missing (expected: a certificate and its key, or neither)");
    Files.createFile(
        folder.resolve("rekey.key"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    assertThat(
            mistakes(
                "temporal: {address: 't:1', tls: {certificate: rekey.pem, key: rekey.key}}",
                NOTHING))
        .singleElement()
        .asString()
        .contains("temporal.tls.key: ")
        .contains("can be read by others (expected: mode 0600");
    assertThat(mistakes("temporal: {address: 't:7233', tls: {ca: none.pem}}", NOTHING))
        .singleElement()
        .asString()
        .endsWith("none.pem cannot be read (expected: a file in PEM form)");
  }

  @Test
  void aFlagCountsMoreThanTheFileAndTheEnvironment() throws IOException {
    Path password = secret("flag.password");
    Map<String, String> flags =
        Map.of(
            "temporal.address", "flag.example.com:1",
            "temporal.namespace", "flag",
            "postgres.url", "postgresql://flag/rekey",
            "postgres.user", "flag",
            "postgres.password-file", password.toString());
    Reading<UpSettings> reading =
        SettingsReader.readServers(
            sources("temporal: {address: 'file:1'}", flags, Map.of("TEMPORAL_NAMESPACE", "env")));

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Read.class,
            read -> {
              UpSettings settings = (UpSettings) read.value();
              assertThat(settings.temporal())
                  .isEqualTo(new TemporalAt("flag.example.com:1", "flag", null));
              assertThat(settings.postgres())
                  .isEqualTo(new PostgresAt("jdbc:postgresql://flag/rekey", "flag", password));
            });
  }

  @Test
  void mistakesInFlagsAreToldWithThoseOfTheFileAndAPasswordIsNotRepeated() {
    Map<String, String> flags =
        Map.of(
            "temporal.address", "nowhere", "postgres.url", "postgresql://rekey:hunter2@db/rekey");
    assertThat(mistakes(SettingsReader.readServers(sources("port: none", flags, NOTHING))))
        .containsExactly(
            "rekey.yaml:1:7: port: 'none' (expected: a whole number, 0 to 65535)",
            "--temporal-address: 'nowhere' (expected: host:port, for example"
                + " temporal.example.com:7233)",
            "--postgres-url: it names a user or a password (expected: none in the URL; say"
                + " postgres.user and postgres.password-file)",
            "postgres.user: missing (expected: in rekey.yaml, or by --postgres-user)",
            "postgres.password-file: missing (expected: in rekey.yaml, or by"
                + " --postgres-password-file)");
  }

  @Test
  void aProcessThatBringsNoServersWantsBothNamed() {
    assertThat(mistakes(SettingsReader.readServers(sources("", NOTHING, NOTHING))))
        .hasSize(4)
        .first()
        .asString()
        .startsWith("temporal.address: missing (expected: where your Temporal answers");
  }

  @Test
  void readsOwnPlaybooksAndTellsTheirMistakesBeforeAnythingIsStarted() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.writeString(own.resolve("a.yaml"), "playbook: a\nfor: {connector: manual, kind: vpn}\n");
    assertThat(read("playbooks: own", NOTHING).playbooks()).hasSize(1);

    Path wrong = own.resolve("b.yaml");
    Files.writeString(wrong, "playbook: b\nfor: {connector: manul, kind: x}\n");
    assertThat(mistakes("playbooks: own\nport: x", NOTHING))
        .hasSize(2)
        .anyMatch(line ->
            line.startsWith(wrong + ":2:18: for.connector: 'manul'")
                && line.endsWith("did you mean 'manual'?"));
    assertThat(mistakes("playbooks: none", NOTHING))
        .containsExactly(
            "rekey.yaml:1:12: playbooks: %s is no folder (expected: one with playbooks, files that"
                    .formatted(folder.resolve("none"))
                + " end in .yaml)");
  }
}
