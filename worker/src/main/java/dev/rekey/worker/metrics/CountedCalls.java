// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import dev.rekey.spi.HealthChecks;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.Outcome;
import dev.rekey.words.SystemName;
import dev.rekey.words.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that systems are asked to answer, by what came of them: {@code rekey_calls}. It
 * stands before every connector alike, so that none can forget to count.
 */
public final class CountedCalls {

  static final String NAME = "rekey.calls";

  private final MeterRegistry registry;

  public CountedCalls(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The same client, counted. */
  public SystemClient counting(SystemName system, SystemClient client) {
    return counted(SystemClient.class, system, client);
  }

  private <T> T counted(Class<T> type, SystemName system, T inner) {
    return type.cast(
        Proxy.newProxyInstance(
            CountedCalls.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(system, inner, method, arguments)));
  }

  private @Nullable Object call(
      SystemName system, Object inner, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    try {
      return switch (method.invoke(inner, arguments)) {
        case null -> null;
        case Issuer issuer -> counted(Issuer.class, system, issuer);
        case Places places -> counted(Places.class, system, places);
        case HealthChecks checks -> counted(HealthChecks.class, system, checks);
        case Outcome<?> outcome -> {
          count(system, text(outcome));
          yield outcome;
        }
        case Verdict verdict -> {
          count(system, text(verdict));
          yield verdict;
        }
        // What is known without a call, as what a kind can do.
        case Object known -> known;
      };
    } catch (InvocationTargetException thrown) {
      count(system, "failed");
      throw thrown.getTargetException();
    }
  }

  private void count(SystemName system, String outcome) {
    registry.counter(NAME, "system", system.value(), "outcome", outcome).increment();
  }

  private static String text(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> _ -> "done";
      case Outcome.Rejected<?> _ -> "rejected";
      case Outcome.Throttled<?> _ -> "throttled";
      case Outcome.Unknown<?> _ -> "unknown";
    };
  }

  private static String text(Verdict verdict) {
    return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
