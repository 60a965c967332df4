// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.runtime.Stored;
import dev.rekey.runtime.systems.Spending;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.runtime.systems.Systems;
import dev.rekey.runtime.systems.UnknownSystem;
import dev.rekey.spi.Budget;
import dev.rekey.spi.Connector;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Systems from the database, each with one open client. */
public final class ConnectedSystems implements Systems, AutoCloseable {

  private final JdbcClient jdbc;
  private final Connectors connectors;
  private final Budgets budgets;
  private final Clock clock;
  private final BiFunction<SystemName, SystemClient, SystemClient> watch;
  private final Map<SystemEntry, Connected> open = new ConcurrentHashMap<>();

  public ConnectedSystems(JdbcClient jdbc, Connectors connectors, Budgets budgets, Clock clock) {
    this(jdbc, connectors, budgets, clock, (_, client) -> client);
  }

  /**
   * The same with something between Rekey and each client.
   *
   * @param watch makes the client that is used of the one that its connector opened
   */
  public ConnectedSystems(
      JdbcClient jdbc,
      Connectors connectors,
      Budgets budgets,
      Clock clock,
      BiFunction<SystemName, SystemClient, SystemClient> watch) {
    this.watch = watch;
    this.jdbc = jdbc;
    this.connectors = connectors;
    this.budgets = budgets;
    this.clock = clock;
  }

  /**
   * Adds a system, or changes its settings.
   *
   * @throws IllegalArgumentException with one line per mistake, if its settings are wrong
   */
  public void add(SystemEntry entry) {
    connect(entry).client().close();
    jdbc.sql(
            "insert into system (name, connector, settings, sole_issuer, compression, added_at)"
                + " values (:name, :connector, :settings, :sole, :compression, :at)"
                + " on conflict (name) do update set connector = :connector,"
                + " settings = :settings, sole_issuer = :sole, compression = :compression")
        .param("name", entry.name().value())
        .param("connector", entry.connector())
        .param("settings", Stored.write(entry.settings().values()))
        .param("sole", entry.soleIssuer())
        .param("compression", entry.compression())
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  @Override
  public List<SystemName> names() {
    return entries().stream().map(SystemEntry::name).toList();
  }

  /** All systems, by name. */
  public List<SystemEntry> entries() {
    return jdbc.sql("select * from system order by name").query((row, _) -> entry(row)).list();
  }

  @Override
  public SystemEntry entry(SystemName system) {
    return jdbc.sql("select * from system where name = :name")
        .param("name", system.value())
        .query((row, _) -> entry(row))
        .optional()
        .orElseThrow(() ->
            new UnknownSystem(
                "system %s is not known here (expected: rekey system add %s …)"
                    .formatted(system, system)));
  }

  @Override
  public SystemClient client(SystemName system) {
    return connected(system).client();
  }

  @Override
  public Optional<Duration> prepay(SystemName system) {
    Optional<Duration> wait = connected(system).budget().take();
    Spending spending = Spending.current();
    if (wait.isEmpty() && spending != null) {
      spending.prepay(system);
    }
    return wait;
  }

  /** How many calls the budgets of systems allow now; those without a limit are not in it. */
  public SortedMap<SystemName, Long> budgetsLeft() {
    SortedMap<SystemName, Long> left = new TreeMap<>();
    for (SystemEntry entry : entries()) {
      String rate = entry.settings().values().get(Budgets.RATE);
      if (rate != null && budgets.of(entry.name(), rate) instanceof SharedBudget shared) {
        left.put(entry.name(), shared.left());
      }
    }
    return left;
  }

  /** The least that Rekey's own credential must be granted there; empty if there is nothing. */
  public String rights(SystemName system) {
    SystemEntry entry = entry(system);
    Map<String, String> settings = new TreeMap<>(entry.settings().values());
    settings.remove(Budgets.RATE);
    return connectors.named(entry.connector()).rights(SystemSettings.of(system, settings));
  }

  private Connected connected(SystemName system) {
    return open.computeIfAbsent(entry(system), this::connect);
  }

  /** An open client and the budget that it is charged to. */
  private record Connected(SystemClient client, Budget budget) {}

  private Connected connect(SystemEntry entry) {
    Connector connector = connectors.named(entry.connector());
    Map<String, String> settings = new TreeMap<>(entry.settings().values());
    String rate = settings.remove(Budgets.RATE);
    SystemSettings own = SystemSettings.of(entry.name(), settings);
    Connectors.requireKnown(connector, own);
    Budget budget = budgets.of(entry.name(), rate);
    SystemClient client = connector.open(own, new LentTools(clock, budget, this::vault));
    return new Connected(watch.apply(entry.name(), client), budget);
  }

  /** One level only: what opens the vault cannot lie within a vault. */
  private Secret vault(VaultReference reference) {
    SystemEntry vault;
    try {
      vault = entry(reference.system());
    } catch (UnknownSystem unknown) {
      throw new IllegalStateException("%s: %s".formatted(reference, unknown.getMessage()), unknown);
    }
    if (vault.settings().values().values().stream()
        .anyMatch(value -> value.startsWith(VaultReference.SCHEME))) {
      throw new IllegalStateException(
          "%s: system %s is itself opened by what lies in a vault (expected: by a file of mode 0600)"
              .formatted(reference, vault.name()));
    }
    return reference.read(this::client);
  }

  private static SystemEntry entry(ResultSet row) throws SQLException {
    SystemName name = new SystemName(row.getString("name"));
    @SuppressWarnings("unchecked")
    Map<String, String> values = Stored.read(row.getString("settings"), Map.class);
    return new SystemEntry(
        name,
        row.getString("connector"),
        SystemSettings.of(name, values),
        row.getBoolean("sole_issuer"),
        row.getInt("compression"));
  }

  @Override
  public void close() {
    open.values().forEach(one -> one.client().close());
    open.clear();
  }
}
