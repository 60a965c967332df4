// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

/**
 * What {@code rekey up} starts; found by {@link java.util.ServiceLoader}, so that no other command
 * loads it.
 */
public interface Servers {

  /**
   * Starts everything and stays until it is told to stop.
   *
   * @return the exit code, one of {@link ExitCode}
   */
  int up(UpOptions options);
}
