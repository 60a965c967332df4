// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import static java.util.stream.Collectors.toCollection;

import dev.rekey.playbooks.Targets;
import dev.rekey.spi.Connector;
import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The connectors on the class path. */
public final class Connectors {

  private final SortedMap<String, Connector> byName = new TreeMap<>();

  public Connectors(Iterable<Connector> connectors) {
    connectors.forEach(connector -> byName.put(connector.name(), connector));
  }

  /** All that the class path offers. */
  public static Connectors found() {
    return new Connectors(ServiceLoader.load(Connector.class));
  }

  public List<Connector> all() {
    return List.copyOf(byName.values());
  }

  /**
   * The connector of that name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public Connector named(String name) {
    Connector connector = byName.get(name);
    if (connector == null) {
      throw new IllegalArgumentException(
          "connector '%s' (expected: one of %s)".formatted(name, byName.keySet()));
    }
    return connector;
  }

  /** What playbooks can be for. */
  public Targets targets() {
    SortedMap<String, Set<String>> kinds = new TreeMap<>();
    byName.forEach((name, connector) ->
        kinds.put(
            name,
            connector.kinds().keySet().stream()
                .map(Kind::value)
                .collect(toCollection(TreeSet::new))));
    return new Targets(
        kinds,
        byName.values().stream()
            .filter(Connector::letsSystemsNameKinds)
            .map(Connector::name)
            .collect(Collectors.toSet()));
  }

  /** Refuses unknown and missing settings, all at once. */
  static void requireKnown(Connector connector, SystemSettings settings) {
    List<String> mistakes = new ArrayList<>();
    List<String> known = connector.settings().stream().map(Setting::name).toList();
    for (String name : settings.values().keySet()) {
      if (!known.contains(name)) {
        mistakes.add("setting '%s' (expected: one of %s)".formatted(name, known));
      }
    }
    for (Setting setting : connector.settings()) {
      if (setting.required() && settings.find(setting.name()).isEmpty()) {
        mistakes.add("setting '%s' is missing: %s".formatted(setting.name(), setting.meaning()));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
  }
}
