// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.words.Outcome;
import dev.rekey.words.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Texts under names, in versions. */
interface Store {

  /** The newest text; the caller closes it. */
  Outcome<Stored> read(String name);

  /**
   * Makes a text the newest one, if the one that was read still is; else {@code CONFLICT}.
   *
   * @return the version that it has now
   */
  Outcome<PlaceVersion> replace(String name, Stored read, Secret text);

  /** Makes earlier texts that leak unreachable; returns how many by this call. */
  Outcome<Integer> forget(String name, Predicate<Secret> leaks);

  /** What it takes to read, write and clean up there; reads what is there, for its ARN. */
  Outcome<List<Grant>> needs(String name);

  /** The calls there that only read, each by its action and made when asked for. */
  Map<String, Supplier<Outcome<?>>> reads(String name);

  /** A text and its version. */
  record Stored(PlaceVersion version, Secret text) implements AutoCloseable {
    @Override
    public void close() {
      text.close();
    }
  }
}
