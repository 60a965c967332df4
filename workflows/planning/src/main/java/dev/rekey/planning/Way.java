// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.RotationId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why a credential that did not leak itself is in the plan: how it is reached from one that did.
 *
 * @param path what leaked, what that opens, and so on; one line
 */
public record Way(RotationId rotation, String path) {

  public Way {
    requireNonNull(rotation, "rotation is null");
    Shown.requireLine("path", path);
  }

  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("path", path);
    facts.put("rotation", rotation.toString());
    return facts;
  }
}
