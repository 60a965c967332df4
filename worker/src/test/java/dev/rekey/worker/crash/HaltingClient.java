// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.spi.Access;
import dev.rekey.spi.Health;
import dev.rekey.spi.HealthChecks;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Kind;
import dev.rekey.words.Outcome;

/** The real client of a system, with a death before a consumer is asked, and after it answered. */
record HaltingClient(SystemClient real, CrashScript script) implements SystemClient {

  @Override
  public HealthChecks health() {
    HealthChecks checks = real.health();
    return check -> {
      reach(check, Moment.UNASKED);
      Outcome<Health> answered = checks.ask(check);
      reach(check, Moment.ASKED);
      return answered;
    };
  }

  /** A consumer is asked under the name of the identity whose credential it uses. */
  private void reach(HealthCheck check, Moment moment) {
    String identity = check.url().substring(check.url().lastIndexOf('/') + 1);
    script.reach(identity, Spot.FIRST_WRITE.effect(), Spot.FIRST_WRITE.place(), moment);
  }

  @Override
  public Outcome<Access> check() {
    return real.check();
  }

  @Override
  public Issuer issuer(Kind kind) {
    return real.issuer(kind);
  }

  @Override
  public Places places() {
    return real.places();
  }

  @Override
  public void close() {
    real.close();
  }
}
