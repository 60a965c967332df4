// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.outage;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no exception of the database out of any activity: it would carry statements into Temporal,
 * and a rotation would be held for a fault inside Rekey although the database was merely away.
 */
public final class Outages extends WorkerInterceptorBase {

  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        try {
          return super.execute(input);
        } catch (RuntimeException thrown) {
          Optional<DatabaseFailure> failure = DatabaseFailure.in(thrown);
          if (failure.isEmpty()) {
            throw thrown;
          }
          log(failure.get(), thrown);
          throw failure.get().toTemporal();
        }
      }
    };
  }

  /** Only the log of this machine gets to see what was refused. */
  private static void log(DatabaseFailure failure, RuntimeException thrown) {
    if (failure.away()) {
      LOG.warn("an attempt ends: {}", failure.sentence());
    } else {
      LOG.error("an attempt ends: {}", failure.sentence(), thrown);
    }
  }
}
