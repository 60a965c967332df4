// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import dev.rekey.servers.ServerFailure;
import java.util.List;
import java.util.Map;

/**
 * A namespace as it was found, with nothing changed.
 *
 * @param retentionDays for how long ended workflows are kept; 0 if there is no such namespace
 * @param wrong what keeps it from being used, one by one
 * @param pollers how many workers ask each task queue of Rekey's for work
 */
public record NamespaceState(
    long retentionDays, List<ServerFailure> wrong, Map<String, Integer> pollers) {

  public NamespaceState {
    wrong = List.copyOf(wrong);
    pollers = Map.copyOf(pollers);
  }
}
