// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.playbooks.WrittenPlaybook;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@code rekey up} is set up.
 *
 * @param temporal one of our own, or somebody's
 * @param postgres somebody's; null for one of our own
 * @param port of the API; 0 for the one of the last run, or any
 * @param timing how long activities may be silent, run and wait
 * @param reconcileEvery how often lost, late and altered things are looked for
 * @param playbooks of this installation, beside those of the library
 */
public record UpSettings(
    TemporalAt temporal,
    @Nullable PostgresAt postgres,
    int port,
    Timing timing,
    Duration reconcileEvery,
    List<WrittenPlaybook> playbooks) {

  public UpSettings {
    playbooks = List.copyOf(playbooks);
  }

  /** Everything of our own. */
  public static UpSettings own(int port, Timing timing) {
    return new UpSettings(TemporalAt.OWN, null, port, timing, timing.heartbeat(), List.of());
  }

  /** The same at that port. */
  UpSettings at(int other) {
    return new UpSettings(temporal, postgres, other, timing, reconcileEvery, playbooks);
  }
}
