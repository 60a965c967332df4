// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import java.util.List;
import java.util.Map;

/** How a kind of system is spoken to; stateless; found by {@link java.util.ServiceLoader}. */
public interface Connector {

  /** The name that a system's {@code connector:} gives, for example {@code aws}. */
  String name();

  /** The settings that a system of this connector takes, in the order in which people see them. */
  List<Setting> settings();

  /** What it can do with each kind of credential that its systems accept; empty for none. */
  Map<Kind, KindCapabilities> kinds();

  /**
   * The same for one system, where its settings say more.
   *
   * @throws IllegalArgumentException with one message per wrong setting, if a setting is wrong
   */
  default Map<Kind, KindCapabilities> kinds(SystemSettings settings) {
    return kinds();
  }

  /** Whether settings of a system may name kinds that {@link #kinds()} does not. */
  default boolean letsSystemsNameKinds() {
    return false;
  }

  /**
   * The least that Rekey's own credential must be granted in a system, in the system's own
   * language, ready to be run or pasted there: a policy, statements. Makes no call; empty if there
   * is nothing to grant.
   *
   * @throws IllegalArgumentException with one message per wrong setting, if a setting is wrong
   */
  default String rights(SystemSettings settings) {
    return "";
  }

  /** Whether its systems hold places. */
  boolean holdsPlaces();

  /** Whether Rekey can look what stands at these places; else only people can. */
  default boolean readsPlaces() {
    return holdsPlaces();
  }

  /**
   * Whom a system may ask whether they are well: hosts as {@link dev.rekey.words.HealthCheck#host}
   * says them; none if its systems ask no consumers.
   *
   * @throws IllegalArgumentException with one message per wrong setting, if a setting is wrong
   */
  default List<String> asks(SystemSettings settings) {
    return List.of();
  }

  /**
   * Opens a client for one system. Makes no call: an unreachable system is told by {@link
   * SystemClient#check()}.
   *
   * @throws IllegalArgumentException with one message per wrong setting, if a setting is wrong
   */
  SystemClient open(SystemSettings settings, SystemTools tools);
}
