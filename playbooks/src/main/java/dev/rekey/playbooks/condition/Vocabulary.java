// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.words.Place;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What conditions may speak of, each by its whole name, so that a name that is written wrong is a
 * mistake of the playbook and not of some plan later.
 */
final class Vocabulary {

  /** Every name with its type. */
  static final SortedMap<String, CelType> TYPES =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "consumers.unknown", SimpleType.BOOL,
                  "credential.consumers", ListType.create(SimpleType.STRING),
                  "credential.disposition", SimpleType.STRING,
                  "credential.exposure", SimpleType.STRING,
                  "credential.id", SimpleType.STRING,
                  "credential.identity", SimpleType.STRING,
                  "credential.kind", SimpleType.STRING,
                  "credential.owner", SimpleType.STRING,
                  "credential.privilege", SimpleType.STRING,
                  "credential.system", SimpleType.STRING)));

  private Vocabulary() {}

  /** What the names stand for. */
  static Map<String, Object> of(LeakedCredential credential) {
    return Map.of(
        "consumers.unknown", credential.places().isEmpty(),
        "credential.consumers", credential.places().stream().map(Place::toString).toList(),
        "credential.disposition", CanonicalJson.name(credential.disposition()),
        "credential.exposure", credential.exposure(),
        "credential.id", credential.id().value(),
        "credential.identity", credential.lane().identity().value(),
        "credential.kind", credential.lane().kind().value(),
        "credential.owner", credential.owner().value(),
        "credential.privilege", CanonicalJson.name(credential.privilege()),
        "credential.system", credential.lane().system().value());
  }
}
