// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.servers.ServerFailure;
import java.util.List;
import java.util.stream.Collectors;

/** Several things are not as they must be at somebody's servers; each with what to do. */
final class MissingThere extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ServerFailure> failures;

  MissingThere(List<ServerFailure> failures) {
    super(
        failures.stream()
            .map(ServerFailure::getMessage)
            .collect(Collectors.joining(System.lineSeparator())));
    this.failures = List.copyOf(failures);
  }

  /** One line for each. */
  List<String> lines() {
    return failures.stream()
        .map(failure -> "%s; next: %s".formatted(failure.what(), failure.next()))
        .toList();
  }

  boolean isUnreachable() {
    return failures.stream().allMatch(ServerFailure::isUnreachable);
  }
}
