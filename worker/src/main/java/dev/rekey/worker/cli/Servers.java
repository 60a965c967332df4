// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.util.function.Consumer;

/**
 * What {@code rekey up} starts; found by {@link java.util.ServiceLoader}, so that no other command
 * loads it.
 */
public interface Servers {

  /**
   * Starts everything and stays until it is told to stop.
   *
   * @param progress told what is being done, a line each, from any thread
   * @throws CannotStart if there is a mistake in the settings, or a part cannot be had
   */
  void up(UpOptions options, Consumer<String> progress);
}
