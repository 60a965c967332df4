// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import java.util.Map;

/**
 * What a server's SQLSTATE means to the caller; total over every one (PostgreSQL's manual, appendix
 * A).
 */
enum Meaning {
  /** The old state is not as the statement expects. */
  NOT_FOUND,
  /** Rekey's own role may not do this, or is not let in at all. */
  FORBIDDEN,
  /** Nothing changed; later it may go through. */
  LATER,
  /** The server broke off: a change may have happened. */
  BROKEN,
  /** The request as it is will never be accepted. */
  INVALID;

  private static final Map<String, Meaning> STATES =
      Map.ofEntries(
          Map.entry("42704", NOT_FOUND),
          Map.entry("42501", FORBIDDEN),
          Map.entry("0LP01", FORBIDDEN),
          Map.entry("40003", BROKEN),
          Map.entry("55006", LATER),
          Map.entry("55P03", LATER),
          Map.entry("57014", LATER),
          Map.entry("57P03", LATER));

  private static final Map<String, Meaning> CLASSES =
      Map.ofEntries(
          Map.entry("08", BROKEN),
          Map.entry("28", FORBIDDEN),
          Map.entry("40", LATER),
          Map.entry("53", LATER),
          Map.entry("57", BROKEN),
          Map.entry("58", BROKEN),
          Map.entry("F0", BROKEN),
          Map.entry("XX", BROKEN));

  static Meaning of(String state) {
    Meaning known = STATES.get(state);
    return known != null ? known : CLASSES.getOrDefault(state.substring(0, 2), INVALID);
  }
}
