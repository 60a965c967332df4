// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.SystemName;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * What {@code rekey up}, {@code server} and {@code worker} start; found by {@link
 * java.util.ServiceLoader}, so that no other command loads it.
 */
public interface Servers {

  /**
   * Starts everything and stays until it is told to stop.
   *
   * @param progress told what is being done, a line each, from any thread
   * @throws CannotStart if there is a mistake in the settings, or a part cannot be had
   */
  void up(UpOptions options, Consumer<String> progress);

  /** Starts the API, the reconciler and the codec endpoint, and stays, as {@link #up} does. */
  void server(UpOptions options, Consumer<String> progress);

  /**
   * Starts to serve queues, and stays, as {@link #up} does.
   *
   * @param core whether workflows are served too
   */
  void worker(UpOptions options, boolean core, List<SystemName> systems, Consumer<String> progress);

  /**
   * What administrators prepare, as lines of a shell and of SQL.
   *
   * @throws CannotStart if there is a mistake in the settings
   */
  List<String> setup(UpOptions options);

  /**
   * Looks at every part, whether anything runs or not.
   *
   * @param systems which systems are asked; empty for all
   */
  List<Finding> examine(UpOptions options, List<SystemName> systems);

  /** Those of this build. */
  static Servers found() {
    return ServiceLoader.load(Servers.class)
        .findFirst()
        .orElseThrow(() ->
            new Failure(
                ExitCode.FAILED,
                "this build of Rekey has no server in it",
                "use ./rekey from a whole checkout"));
  }
}
