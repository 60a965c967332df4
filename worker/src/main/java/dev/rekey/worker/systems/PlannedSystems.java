// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.planning.Cases;
import dev.rekey.planning.Playbook;
import dev.rekey.planning.scope.KnownKind;
import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.playbooks.WrittenCases;
import dev.rekey.playbooks.WrittenPlaybook;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.spi.Connector;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The systems as planning knows them: their kinds, their playbooks, their compression. */
public final class PlannedSystems {

  private final ConnectedSystems systems;
  private final Connectors connectors;
  private final List<WrittenPlaybook> written;
  private final List<Playbook> playbooks;
  private final WrittenCases cases;

  public PlannedSystems(
      ConnectedSystems systems, Connectors connectors, List<WrittenPlaybook> written) {
    this.systems = systems;
    this.connectors = connectors;
    this.written = List.copyOf(written);
    this.cases = WrittenCases.of(written);
    this.playbooks = written.stream().map(WrittenPlaybook::playbook).toList();
  }

  /** The playbooks as people wrote them, sorted by name. */
  public List<WrittenPlaybook> written() {
    return written;
  }

  /**
   * The playbooks, one more for each kind that a system names for itself: it goes by the one that
   * its connector has for its usual kind.
   */
  public List<Playbook> playbooks() {
    List<Playbook> all = new ArrayList<>(playbooks);
    for (SystemEntry entry : systems.entries()) {
      Connector connector = connectors.named(entry.connector());
      for (Kind kind : connector.kinds(entry.settings()).keySet()) {
        if (!connector.kinds().containsKey(kind) && find(all, connector.name(), kind).isEmpty()) {
          connector.kinds().keySet().stream()
              .flatMap(usual -> find(playbooks, connector.name(), usual).stream())
              .findFirst()
              .map(usual -> named(usual, kind))
              .ifPresent(all::add);
        }
      }
    }
    return List.copyOf(all);
  }

  /** What they say of some credentials only. */
  public Cases cases() {
    return cases;
  }

  private static Optional<Playbook> find(List<Playbook> among, String connector, Kind kind) {
    return among.stream()
        .filter(one -> one.connector().equals(connector) && one.kind().equals(kind))
        .findFirst();
  }

  private static Playbook named(Playbook usual, Kind kind) {
    return usual.named(usual.name() + "-" + kind, kind);
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
    connector
        .kinds(entry.settings())
        .forEach((kind, can) -> kinds.put(kind, known(entry.connector(), can)));
    KnownSystem known =
        KnownSystem.of(entry.name(), entry.connector(), kinds, connector.holdsPlaces())
            .asking(connector.asks(entry.settings()));
    return connector.readsPlaces() ? known : known.unread();
  }

  private KnownKind known(String connector, KindCapabilities capabilities) {
    Map<String, String> selectors =
        find(playbooks(), connector, capabilities.kind())
            .<Map<String, String>>map(Playbook::defaultSelectors)
            .orElse(Map.of());
    return KnownKind.of(capabilities, selectors);
  }
}
