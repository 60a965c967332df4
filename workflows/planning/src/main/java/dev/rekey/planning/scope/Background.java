// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;

import dev.rekey.words.CredentialId;
import dev.rekey.words.Kind;
import dev.rekey.words.SystemName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known before a list is read: rules for owners, and the credentials of earlier lists. A
 * scanner finds an id and where it lies; whose it is, an inventory that was taken in before knows.
 */
public final class Background {

  /** Nothing is known. */
  public static final Background NONE = of(OwnerRules.NONE, List.of());

  private record Listing(SystemName system, Kind kind, CredentialId id) {}

  private final OwnerRules owners;
  private final Map<Listing, ScopeRow> known;

  private Background(OwnerRules owners, Map<Listing, ScopeRow> known) {
    this.owners = requireNonNull(owners, "owners is null");
    this.known = Collections.unmodifiableMap(known);
  }

  /** The rules, and what the rows that are resolved by now name. */
  public static Background of(OwnerRules owners, List<ScopeRow> rows) {
    Map<Listing, ScopeRow> known = new LinkedHashMap<>();
    for (ScopeRow row : rows) {
      LeakedCredential named = row.credential();
      if (named != null && (row.state() == RowState.RESOLVED || row.state() == RowState.KNOWN)) {
        known.putIfAbsent(new Listing(named.lane().system(), named.lane().kind(), named.id()), row);
      }
    }
    return new Background(owners, known);
  }

  OwnerRules owners() {
    return owners;
  }

  /** The row that named this credential before. */
  Optional<ScopeRow> find(SystemName system, Kind kind, CredentialId id) {
    return Optional.ofNullable(known.get(new Listing(system, kind, id)));
  }
}
