// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.servers.PostgresServer;
import dev.rekey.servers.ServerFailure;
import dev.rekey.servers.TemporalServer;
import dev.rekey.words.SystemName;
import dev.rekey.worker.cli.CannotStart;
import dev.rekey.worker.cli.Finding;
import dev.rekey.worker.cli.UpOptions;
import dev.rekey.worker.server.Database;
import dev.rekey.worker.server.DatabaseState;
import dev.rekey.worker.temporal.Connection;
import dev.rekey.worker.temporal.Frontend;
import dev.rekey.worker.temporal.NamespaceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every part and changes none. What depends on a part that is wrong is left out: its own
 * words would only repeat it.
 *
 * @param wanted which systems are asked; empty for all
 */
record Doctor(UpOptions options, List<SystemName> wanted) {

  /** Leases, expiries and windows of proof are compared over both clocks. */
  private static final Duration LARGEST_SKEW = Duration.ofSeconds(5);

  List<Finding> findings() {
    Path home = options.home().toAbsolutePath();
    List<Finding> findings = new ArrayList<>(new MachineChecks(home).findings());
    Optional<UpSettings> settings = settings(findings);
    settings.map(MachineChecks::fetching).ifPresent(findings::addAll);
    Optional<Database> database =
        settings.flatMap(set ->
            set.postgres() == null
                ? ownPostgres(home, findings)
                : Optional.of(set.postgres().database()));
    Optional<DatabaseState> state = database.flatMap(one -> ask(one, findings));
    findings.addAll(
        new KeyChecks(home.resolve("keys"), state.map(DatabaseState::used).orElse(false))
            .findings());
    List<SystemName> systems = List.of();
    if (database.isPresent() && state.filter(one -> !one.version().isEmpty()).isPresent()) {
      SystemChecks checks = new SystemChecks(database.get(), wanted);
      systems = checks.names();
      findings.addAll(checks.findings());
    }
    Optional<Frontend> frontend =
        settings.flatMap(set ->
            set.temporal().address() == null
                ? ownTemporal(home, set, findings)
                : Optional.of(set.temporal().frontend()));
    List<SystemName> served = systems;
    frontend.ifPresent(one -> ask(one, served, findings));
    return findings;
  }

  private Optional<UpSettings> settings(List<Finding> findings) {
    SettingsFile file = SettingsFile.of(options);
    try {
      return switch (file.read(false)) {
        case Reading.Read<UpSettings>(UpSettings read) -> {
          findings.add(
              Finding.ok(
                  "configuration",
                  file.isThere()
                      ? file.file().toString()
                      : "no %s: everything is Rekey's own".formatted(file.file())));
          yield Optional.of(read);
        }
        case Reading.Wrong<UpSettings>(List<Mistake> mistakes) -> {
          mistakes.forEach(mistake ->
              findings.add(Finding.wrong("configuration", mistake.toString(), "correct it there")));
          yield Optional.empty();
        }
      };
    } catch (CannotStart unreadable) {
      findings.add(
          Finding.wrong(
              "configuration", String.valueOf(unreadable.getMessage()), "correct it there"));
      return Optional.empty();
    }
  }

  private static Optional<Database> ownPostgres(Path home, List<Finding> findings) {
    Optional<PostgresServer> own = PostgresServer.running(home.resolve("postgres"));
    if (own.isEmpty()) {
      findings.add(notRunning("postgresql"));
    }
    return own.map(one -> new Database(one.jdbcUrl(), one.user(), one.passwordFile()));
  }

  private static Optional<Frontend> ownTemporal(Path home, UpSettings set, List<Finding> findings) {
    Optional<TemporalServer> own = TemporalServer.running(home.resolve("temporal"));
    if (own.isEmpty()) {
      findings.add(notRunning("temporal"));
    }
    return own.map(one -> new Frontend(one.target(), set.temporal().namespace()));
  }

  private static Finding notRunning(String part) {
    return Finding.ok(part, "Rekey's own; it runs while rekey up does, and that does not now");
  }

  private static Optional<DatabaseState> ask(Database database, List<Finding> findings) {
    try {
      DatabaseState state = database.look();
      findings.add(tables(database, state));
      findings.add(clock(state.ahead()));
      return Optional.of(state);
    } catch (ServerFailure failure) {
      findings.add(Finding.wrong("postgresql", failure.what(), failure.next()));
      return Optional.empty();
    }
  }

  private static Finding tables(Database database, DatabaseState state) {
    if (state.newer()) {
      return Finding.wrong(
          "postgresql",
          "its tables (version %s) are of a newer Rekey".formatted(state.version()),
          "use that newer Rekey; an older one must not write there");
    }
    String version =
        state.version().isEmpty() ? "no tables yet" : "tables of version " + state.version();
    return Finding.ok(
        "postgresql",
        "%s, %s%s"
            .formatted(
                database.jdbcUrl().replaceFirst("^jdbc:", ""),
                version,
                state.pending() == 0
                    ? ""
                    : ", the next start makes %d changes".formatted(state.pending())));
  }

  static Finding clock(Duration ahead) {
    return ahead.abs().compareTo(LARGEST_SKEW) <= 0
        ? Finding.ok("clock", "the database's differs by %d ms".formatted(ahead.toMillis()))
        : Finding.wrong(
            "clock",
            "the database's differs by %d s (expected: at most %d)"
                .formatted(ahead.toSeconds(), LARGEST_SKEW.toSeconds()),
            "set both by NTP: timedatectl set-ntp true");
  }

  private static void ask(Frontend frontend, List<SystemName> systems, List<Finding> findings) {
    List<String> queues = new ArrayList<>(List.of(TaskQueues.CORE));
    systems.forEach(system -> queues.add(TaskQueues.of(system)));
    try {
      NamespaceState state = Connection.look(frontend, queues);
      if (state.wrong().isEmpty()) {
        findings.add(
            Finding.ok(
                "temporal",
                "%s, namespace %s keeps ended workflows for %d days, search attributes are there"
                    .formatted(frontend.target(), frontend.namespace(), state.retentionDays())));
      }
      state.wrong().forEach(one -> findings.add(Finding.wrong("temporal", one.what(), one.next())));
      queues.stream()
          .filter(queue -> state.pollers().containsKey(queue))
          .forEach(queue -> findings.add(queue(queue, state.pollers().getOrDefault(queue, 0))));
    } catch (ServerFailure failure) {
      findings.add(Finding.wrong("temporal", failure.what(), failure.next()));
    }
  }

  private static Finding queue(String queue, int pollers) {
    String part = "queue " + queue;
    boolean core = queue.equals(TaskQueues.CORE);
    return pollers > 0
        ? Finding.ok(part, "workers that ask it: %d".formatted(pollers))
        : Finding.wrong(
            part,
            "no worker serves it",
            core
                ? "rekey worker --core (rekey up does it too)"
                : "rekey worker --serves %s (rekey up does it too)"
                    .formatted(queue.substring(queue.indexOf('/') + 1)));
  }
}
