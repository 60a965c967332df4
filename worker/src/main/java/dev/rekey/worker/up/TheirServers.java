// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.servers.ServerFailure;
import dev.rekey.worker.temporal.Connection;
import dev.rekey.worker.temporal.Frontend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Servers of somebody else, asked before anything of our own is started. */
record TheirServers(UpSettings set, Consumer<String> progress) {

  /**
   * Asks all of them.
   *
   * @throws MissingThere if there is more than one thing that is not as it must be
   * @throws ServerFailure if there is one
   */
  void ask() {
    List<ServerFailure> missing = new ArrayList<>();
    PostgresAt postgres = set.postgres();
    if (postgres != null) {
      progress.accept("asking PostgreSQL at " + postgres.jdbcUrl());
      try {
        postgres.database().check();
      } catch (ServerFailure failure) {
        missing.add(failure);
      }
    }
    if (set.temporal().address() != null) {
      Frontend frontend = set.temporal().frontend();
      progress.accept(
          "asking Temporal at %s, namespace %s".formatted(frontend.target(), frontend.namespace()));
      missing.addAll(Connection.missing(frontend));
    }
    if (missing.size() > 1) {
      throw new MissingThere(missing);
    }
    if (!missing.isEmpty()) {
      throw missing.getFirst();
    }
  }
}
