// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.planning.Playbook;
import dev.rekey.planning.scope.KnownKind;
import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.spi.Connector;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The systems as planning knows them: their kinds, their playbooks, their compression. */
public final class PlannedSystems {

  private final ConnectedSystems systems;
  private final Connectors connectors;
  private final List<Playbook> playbooks;

  public PlannedSystems(ConnectedSystems systems, Connectors connectors, List<Playbook> playbooks) {
    this.systems = systems;
    this.connectors = connectors;
    this.playbooks = List.copyOf(playbooks);
  }

  public List<Playbook> playbooks() {
    return playbooks;
  }

  public KnownSystems known() {
    return KnownSystems.of(systems.entries().stream().map(this::known).toList());
  }

  /** The factor of the most compressed system: 1 unless a sandbox is among them. */
  public int compression() {
    return systems.entries().stream().mapToInt(SystemEntry::compression).max().orElse(1);
  }

  private KnownSystem known(SystemEntry entry) {
    Connector connector = connectors.named(entry.connector());
    Map<Kind, KnownKind> kinds = new TreeMap<>();
    connector.kinds().forEach((kind, can) -> kinds.put(kind, known(entry.connector(), can)));
    return KnownSystem.of(entry.name(), entry.connector(), kinds, connector.holdsPlaces());
  }

  private KnownKind known(String connector, KindCapabilities capabilities) {
    Map<String, String> selectors =
        playbooks.stream()
            .filter(
                one -> one.connector().equals(connector) && one.kind().equals(capabilities.kind()))
            .findFirst()
            .<Map<String, String>>map(Playbook::defaultSelectors)
            .orElse(Map.of());
    return KnownKind.of(capabilities, selectors);
  }
}
