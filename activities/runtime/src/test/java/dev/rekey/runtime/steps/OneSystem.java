// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.runtime.systems.Systems;
import dev.rekey.spi.Access;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.Kind;
import dev.rekey.words.Outcome;
import dev.rekey.words.SystemName;
import java.util.List;

/** A world of one system, which is its own client and its only issuer. */
interface OneSystem extends Systems, SystemClient, Issuer {

  @Override
  default List<SystemName> names() {
    return List.of();
  }

  @Override
  default SystemClient client(SystemName system) {
    return this;
  }

  @Override
  default SystemEntry entry(SystemName system) {
    throw new AssertionError("nobody needs it here");
  }

  @Override
  default Outcome<Access> check() {
    return new Outcome.Done<>(new Access("rekey", List.of()));
  }

  @Override
  default Issuer issuer(Kind kind) {
    return this;
  }

  @Override
  default Places places() {
    throw new AssertionError("it holds no places");
  }

  @Override
  default void close() {}
}
