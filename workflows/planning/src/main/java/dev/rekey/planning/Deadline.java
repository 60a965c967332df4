// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Until when a leaked credential is to be dead, and what happens then to a rotation that still
 * waits for somebody.
 */
public record Deadline(Instant at, Action then) {

  /** What happens when it has come. */
  public enum Action {
    /** The incident commander is told, and it goes on waiting. */
    ESCALATE,
    /** It is cut without whoever is waited for: the plan's approval says so. */
    CUT,
    /** It is held until two people have signed a later one, or decide otherwise. */
    EXTEND
  }

  public Deadline {
    requireNonNull(at, "at is null");
    requireNonNull(then, "then is null");
  }

  /** The same action at another time. */
  public Deadline movedTo(Instant other) {
    return new Deadline(other, then);
  }

  /** Whether the plan's approval is a signed cut from that time on. */
  public boolean cuts() {
    return then == Action.CUT;
  }

  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("at", at);
    facts.put("then", CanonicalJson.name(then));
    return Collections.unmodifiableSortedMap(facts);
  }
}
