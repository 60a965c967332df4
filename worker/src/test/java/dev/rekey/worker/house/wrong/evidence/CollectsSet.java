// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.evidence;

import static java.util.stream.Collectors.toSet;

import java.util.Set;
import java.util.stream.Stream;

class CollectsSet {

  Set<String> wrong() {
    return Stream.of("a").collect(toSet());
  }
}
