// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.planning;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class GroupsByHash {

  Map<Integer, List<String>> wrong() {
    return Stream.of("a").collect(groupingBy(String::length));
  }
}
