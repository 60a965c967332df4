// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.playbooks.yaml.YamlFile;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import dev.rekey.worker.systems.SecretFiles;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code rekey.yaml}. Whatever it leaves out has a default; an empty one says nothing.
 *
 * <pre>
 * temporal: {address: temporal.example.com:7233, namespace: rekey, ui: https://temporal.example.com}
 * postgres: {url: postgresql://db.example.com:5432/rekey, user: rekey, password-file: pg.password}
 * port: 8233
 * timing: {heartbeat: 10s, attempt: 2m, unserved: 1m}
 * reconcile-every: 1m
 * </pre>
 */
final class SettingsReader {

  static final String ADDRESS = "TEMPORAL_ADDRESS";
  static final String NAMESPACE = "TEMPORAL_NAMESPACE";

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int HIGHEST_PORT = 65_535;

  private final Map<String, String> environment;
  private final Path folder;
  private final List<Mistake> elsewhere = new ArrayList<>();

  private SettingsReader(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Reads the file and what the environment adds. Never throws for what is in them.
   *
   * @param file its name, as mistakes cite it
   * @param folder in which it lies, and from which paths in it begin
   * @param environment {@code TEMPORAL_ADDRESS} and {@code TEMPORAL_NAMESPACE} count where the file
   *     says nothing
   */
  static Reading<UpSettings> read(
      String file, Path folder, byte[] content, Map<String, String> environment) {
    return new SettingsReader(folder, environment).read(YamlFile.read(file, content));
  }

  private Reading<UpSettings> read(YamlFile yaml) {
    YamlMap root = yaml.root();
    TemporalAt temporal = temporal(root.map("temporal"));
    Optional<PostgresAt> postgres = root.map("postgres").flatMap(this::postgres);
    int port = root.integer("port", 0, HIGHEST_PORT).orElse(0);
    Timing timing = timing(root.map("timing"));
    Duration reconcileEvery =
        root.duration("reconcile-every", SECOND, Duration.ofMinutes(10)).orElse(timing.heartbeat());
    List<Mistake> mistakes = new ArrayList<>(yaml.mistakes());
    mistakes.addAll(elsewhere);
    return mistakes.isEmpty()
        ? new Reading.Read<>(
            new UpSettings(temporal, postgres.orElse(null), port, timing, reconcileEvery))
        : new Reading.Wrong<>(mistakes);
  }

  private TemporalAt temporal(Optional<YamlMap> said) {
    boolean saysAddress = said.flatMap(map -> map.find("address")).isPresent();
    boolean saysNamespace = said.flatMap(map -> map.find("namespace")).isPresent();
    Optional<String> address =
        saysAddress
            ? said.flatMap(map -> map.as("address", TemporalAt::address))
            : fromEnvironment(ADDRESS, TemporalAt::address);
    Optional<String> namespace =
        saysNamespace
            ? said.flatMap(map -> map.as("namespace", TemporalAt::namespace))
            : fromEnvironment(NAMESPACE, TemporalAt::namespace);
    Optional<URI> ui = said.flatMap(map -> map.as("ui", TemporalAt::ui));
    boolean own = !saysAddress && address.isEmpty();
    if (own && ui.isPresent()) {
      said.flatMap(map -> map.text("ui"))
          .ifPresent(text ->
              text.mistake(
                  "without-address",
                  "an address of web pages without temporal.address (expected: both, or neither:"
                      + " Rekey's own Temporal has pages of its own)"));
    }
    return new TemporalAt(
        address.orElse(null), namespace.orElse(TemporalAt.NAMESPACE), ui.orElse(null));
  }

  private Optional<PostgresAt> postgres(YamlMap said) {
    said.require("url", "user", "password-file");
    Optional<String> url = said.as("url", PostgresAt::jdbcUrl);
    Optional<String> user = said.text("user").map(YamlText::text);
    Optional<Path> password = said.as("password-file", this::passwordFile);
    return url.isPresent() && user.isPresent() && password.isPresent()
        ? Optional.of(new PostgresAt(url.get(), user.get(), password.get()))
        : Optional.empty();
  }

  private Path passwordFile(String text) {
    try {
      Path file = folder.resolve(text);
      SecretFiles.read(file).close();
      return file;
    } catch (InvalidPathException notEvenAPath) {
      throw new IllegalArgumentException("'%s' (expected: a file's path)".formatted(text));
    } catch (IllegalStateException refused) {
      throw new IllegalArgumentException(refused.getMessage());
    }
  }

  private static Timing timing(Optional<YamlMap> said) {
    return new Timing(
        said.flatMap(map -> map.duration("heartbeat", SECOND, Duration.ofSeconds(30)))
            .orElse(Timing.DEFAULT.heartbeat()),
        said.flatMap(map -> map.duration("attempt", Duration.ofSeconds(10), Duration.ofHours(1)))
            .orElse(Timing.DEFAULT.attempt()),
        said.flatMap(map -> map.duration("unserved", Duration.ofSeconds(5), Duration.ofDays(1)))
            .orElse(Timing.DEFAULT.unserved()));
  }

  private Optional<String> fromEnvironment(String name, Function<String, String> checked) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(checked.apply(value));
    } catch (IllegalArgumentException wrong) {
      elsewhere.add(Mistake.ofFile(name, "bad-value", String.valueOf(wrong.getMessage())));
      return Optional.empty();
    }
  }
}
