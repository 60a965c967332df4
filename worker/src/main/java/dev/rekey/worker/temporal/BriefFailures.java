// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a failed attempt tells Temporal short: its message, its type, no stack trace. Temporal
 * cuts a pending failure at 4 KB, and a cut one is an encrypted one that nobody can read any more.
 * The trace of what nobody expected stands in the log.
 */
final class BriefFailures extends WorkerInterceptorBase {

  private static final Logger LOG = LoggerFactory.getLogger(BriefFailures.class);
  private static final int LONGEST = 800;
  private static final StackTraceElement[] NO_TRACE = {};

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Brief(next);
  }

  private static final class Brief extends ActivityInboundCallsInterceptorBase {

    Brief(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      try {
        return super.execute(input);
      } catch (ApplicationFailure said) {
        said.setStackTrace(NO_TRACE);
        throw said;
      } catch (CanceledFailure canceled) {
        throw canceled;
      } catch (RuntimeException unexpected) {
        LOG.warn("an attempt failed and is made again", unexpected);
        throw brief(unexpected);
      }
    }

    private static ApplicationFailure brief(RuntimeException unexpected) {
      String message = String.valueOf(unexpected.getMessage());
      ApplicationFailure failure =
          ApplicationFailure.newBuilder()
              .setMessage(message.substring(0, Math.min(LONGEST, message.length())))
              .setType(unexpected.getClass().getName())
              .build();
      failure.setStackTrace(NO_TRACE);
      return failure;
    }
  }
}
