// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import java.time.Duration;

/**
 * How long activities may be silent, run and wait; settings of the installation.
 *
 * @param heartbeat after this silence a worker counts as dead and its work goes on elsewhere
 * @param attempt how long one attempt of an activity may run
 * @param unserved after this wait without a worker a queue counts as unserved
 */
public record Timing(Duration heartbeat, Duration attempt, Duration unserved) {

  /** What holds where nothing is set. */
  public static final Timing DEFAULT =
      new Timing(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(1));
}
