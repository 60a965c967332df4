// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.words.CredentialValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list taken apart into cells, whatever its format. */
interface Sheet {

  /** One row of it. */
  sealed interface Row {

    /** Where it starts, from 1: a line of CSV, an object of JSON. */
    int number();

    /** As people may see it. */
    String shown();

    record Good(int number, List<String> cells, String shown) implements Row {}

    record Bad(int number, String why, String shown) implements Row {}
  }

  /** The names of its columns; a row that can't be read if the list has none. */
  Row header();

  /** The next row that holds something. */
  Optional<Row> next();

  /** The values that came with rows, by their numbers: made anew by each call, to be closed. */
  default Map<Integer, CredentialValue> values() {
    return Map.of();
  }

  /** What was taken otherwise than it is written, one sentence each; whole after the last row. */
  List<String> notes();
}
