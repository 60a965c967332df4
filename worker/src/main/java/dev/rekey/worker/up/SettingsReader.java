// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.OwnPlaybooks;
import dev.rekey.playbooks.WrittenPlaybook;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.playbooks.yaml.YamlFile;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.worker.systems.Connectors;
import dev.rekey.worker.temporal.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code rekey.yaml}. Whatever it leaves out has a default; an empty one says nothing.
 *
 * <pre>
 * temporal:
 *   address: temporal.example.com:7233
 *   namespace: rekey
 *   ui: https://temporal.example.com
 *   tls: {ca: ca.pem, certificate: rekey.pem, key: rekey.key, server-name: temporal}
 *   api-key-file: temporal.key
 * postgres: {url: postgresql://db.example.com:5432/rekey, user: rekey, password-file: pg.password}
 * port: 8233
 * timing: {heartbeat: 10s, attempt: 2m, unserved: 1m}
 * reconcile-every: 1m
 * playbooks: playbooks
 * </pre>
 */
final class SettingsReader {

  static final String ADDRESS = "TEMPORAL_ADDRESS";
  static final String NAMESPACE = "TEMPORAL_NAMESPACE";

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int HIGHEST_PORT = 65_535;

  private final Said said;
  private final NamedFiles files;
  private final boolean mustName;

  private SettingsReader(Said said, NamedFiles files, boolean mustName) {
    this.said = said;
    this.files = files;
    this.mustName = mustName;
  }

  /**
   * What a setting is read from.
   *
   * @param file its name, as mistakes cite it
   * @param folder in which it lies, and from which paths in it begin
   * @param flags of the command line, by the setting that they say
   * @param environment {@code TEMPORAL_ADDRESS} and {@code TEMPORAL_NAMESPACE} count where nothing
   *     else says them
   */
  record Sources(
      String file,
      Path folder,
      byte[] content,
      Map<String, String> flags,
      Map<String, String> environment) {}

  /** Reads what {@code rekey up} needs: nothing. Never throws for what is in the sources. */
  static Reading<UpSettings> read(Sources from) {
    return read(from, false);
  }

  /** The same for a process that brings no servers with it: both must be named. */
  static Reading<UpSettings> readServers(Sources from) {
    return read(from, true);
  }

  private static Reading<UpSettings> read(Sources from, boolean mustName) {
    Said said = new Said(from.flags(), from.environment());
    return new SettingsReader(said, new NamedFiles(from.folder()), mustName)
        .read(YamlFile.read(from.file(), from.content()));
  }

  private Reading<UpSettings> read(YamlFile yaml) {
    YamlMap root = yaml.root();
    TemporalAt temporal = temporal(root.map("temporal"));
    Optional<PostgresAt> postgres = postgres(root.map("postgres"));
    int port = root.integer("port", 0, HIGHEST_PORT).orElse(0);
    Timing timing = timing(root.map("timing"));
    Duration reconcileEvery =
        root.duration("reconcile-every", SECOND, Duration.ofMinutes(10)).orElse(timing.heartbeat());
    List<WrittenPlaybook> playbooks = playbooks(root);
    List<Mistake> mistakes = new ArrayList<>(yaml.mistakes());
    mistakes.addAll(said.mistakes());
    return mistakes.isEmpty()
        ? new Reading.Read<>(
            new UpSettings(
                temporal, postgres.orElse(null), port, timing, reconcileEvery, playbooks))
        : new Reading.Wrong<>(mistakes);
  }

  /** Read here, so that whatever is wrong in them is told before anything is started. */
  private List<WrittenPlaybook> playbooks(YamlMap root) {
    Optional<Path> folder = said.of("playbooks", Optional.of(root), files::folder);
    if (folder.isEmpty()) {
      return List.of();
    }
    return switch (OwnPlaybooks.read(List.of(folder.get()), Connectors.found().targets())) {
      case Reading.Read<List<WrittenPlaybook>>(List<WrittenPlaybook> read) -> read;
      case Reading.Wrong<List<WrittenPlaybook>>(List<Mistake> mistakes) -> {
        mistakes.forEach(said::mistake);
        yield List.of();
      }
    };
  }

  private TemporalAt temporal(Optional<YamlMap> map) {
    boolean saysAddress = said.isSaid("temporal.address", map);
    Optional<String> address = said.of("temporal.address", map, ADDRESS, TemporalAt::address);
    Optional<String> namespace =
        said.of("temporal.namespace", map, NAMESPACE, TemporalAt::namespace);
    Optional<URI> ui = said.of("temporal.ui", map, TemporalAt::ui);
    Optional<Path> apiKey = said.of("temporal.api-key-file", map, files::secret);
    Optional<Tls> tls = tls(map, apiKey.isPresent());
    boolean own = !saysAddress && address.isEmpty();
    if (own && mustName) {
      said.mistake(
          "temporal.address",
          "missing (expected: where your Temporal answers, in rekey.yaml, by"
              + " --temporal-address or TEMPORAL_ADDRESS; only rekey up brings its own)");
    }
    if (own && ui.isPresent()) {
      withoutAddress(map, "ui", "an address of web pages", "Rekey's own Temporal has pages");
    }
    if (own && map.flatMap(one -> one.find("tls")).isPresent()) {
      withoutAddress(map, "tls", "TLS", "Rekey's own Temporal speaks on this machine alone");
    }
    return new TemporalAt(
        address.orElse(null),
        namespace.orElse(TemporalAt.NAMESPACE),
        ui.orElse(null),
        tls.orElse(null),
        apiKey.orElse(null));
  }

  private static void withoutAddress(
      Optional<YamlMap> map, String key, String what, String otherwise) {
    map.flatMap(one -> one.find(key))
        .ifPresent(value ->
            value.mistake(
                "without-address",
                "%s without temporal.address (expected: both, or neither: %s)"
                    .formatted(what, otherwise)));
  }

  /** An API key is never sent in clear, whether TLS is said or not. */
  private Optional<Tls> tls(Optional<YamlMap> temporal, boolean apiKey) {
    Optional<YamlMap> map = temporal.flatMap(one -> one.map("tls"));
    Optional<Path> ca = said.of("temporal.tls.ca", map, files::open);
    Optional<Path> certificate = said.of("temporal.tls.certificate", map, files::open);
    Optional<Path> key = said.of("temporal.tls.key", map, files::secret);
    Optional<String> name = said.of("temporal.tls.server-name", map, text -> text);
    boolean saysCertificate = said.isSaid("temporal.tls.certificate", map);
    boolean saysKey = said.isSaid("temporal.tls.key", map);
    if (saysCertificate != saysKey) {
      said.mistake(
          saysKey ? "temporal.tls.certificate" : "temporal.tls.key",
          "missing (expected: a certificate and its key, or neither)");
      return Optional.empty();
    }
    boolean half = certificate.isPresent() != key.isPresent();
    boolean wanted =
        map.isPresent() || apiKey || ca.isPresent() || key.isPresent() || name.isPresent();
    return half || !wanted
        ? Optional.empty()
        : Optional.of(
            new Tls(
                ca.orElse(null), certificate.orElse(null), key.orElse(null), name.orElse(null)));
  }

  private Optional<PostgresAt> postgres(Optional<YamlMap> map) {
    Optional<String> url = said.of("postgres.url", map, PostgresAt::jdbcUrl);
    Optional<String> user = said.of("postgres.user", map, text -> text);
    Optional<Path> password = said.of("postgres.password-file", map, files::secret);
    List<String> all = List.of("postgres.url", "postgres.user", "postgres.password-file");
    boolean any = map.isPresent() || all.stream().anyMatch(one -> said.isSaid(one, map));
    if (any || mustName) {
      all.stream().filter(one -> !said.isSaid(one, map)).forEach(one -> missing(one, map));
    }
    return url.isPresent() && user.isPresent() && password.isPresent()
        ? Optional.of(new PostgresAt(url.get(), user.get(), password.get()))
        : Optional.empty();
  }

  /** Where there is a map it lacks the key; else it is nowhere. */
  private void missing(String setting, Optional<YamlMap> map) {
    String key = setting.substring(setting.indexOf('.') + 1);
    map.ifPresentOrElse(
        there -> there.mistake("missing-key", "'%s' is missing".formatted(key)),
        () ->
            said.mistake(
                setting,
                "missing (expected: in rekey.yaml, or by %s)".formatted(Said.flag(setting))));
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
}
