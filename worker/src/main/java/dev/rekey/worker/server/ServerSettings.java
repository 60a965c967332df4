// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.playbooks.WrittenPlaybook;
import dev.rekey.words.Secret;
import dev.rekey.worker.temporal.Frontend;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server process is started with.
 *
 * @param home where keys, the API's address and token, and last heads are kept
 * @param database PostgreSQL
 * @param duties what of all that Rekey does is done by this process
 * @param temporal Temporal's frontend and Rekey's namespace there
 * @param temporalUi where Temporal's pages are, null if unknown
 * @param port of the HTTP API on the loopback
 * @param token what callers of the API must know
 * @param metricsToken what a scraper must know; it opens metrics and nothing else
 * @param codecPath the unguessable path of the codec endpoint
 * @param reconcileEvery how often lost, late and altered things are looked for
 * @param playbooks of this installation, beside those of the library
 */
public record ServerSettings(
    Path home,
    Duties duties,
    Database database,
    Frontend temporal,
    @Nullable URI temporalUi,
    int port,
    Secret token,
    Secret metricsToken,
    String codecPath,
    Timing timing,
    Duration reconcileEvery,
    List<WrittenPlaybook> playbooks) {

  public ServerSettings {
    playbooks = List.copyOf(playbooks);
  }

  /** The origin of Temporal's pages, as browsers write it; null if it is not known. */
  public @Nullable String temporalOrigin() {
    return temporalUi == null ? null : temporalUi.resolve("/").toString().replaceFirst("/$", "");
  }

  /** What only a debugger needs to know. */
  public Path log() {
    return home.resolve(duties.name() + ".log");
  }

  /** Where keys live: outside PostgreSQL and its backups. */
  public Path keys() {
    return home.resolve("keys");
  }
}
