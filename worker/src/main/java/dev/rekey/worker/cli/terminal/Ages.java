// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time as people say them. */
public final class Ages {

  private Ages() {}

  /** The two largest units, for example {@code 2 h 10 min}; {@code 0 s} for nothing or less. */
  public static String text(Duration length) {
    if (length.compareTo(Duration.ofMinutes(1)) < 0) {
      return Math.max(0, length.toSeconds()) + " s";
    }
    if (length.compareTo(Duration.ofHours(1)) < 0) {
      return two(length.toMinutes(), "min", length.toSecondsPart(), "s");
    }
    if (length.compareTo(Duration.ofDays(1)) < 0) {
      return two(length.toHours(), "h", length.toMinutesPart(), "min");
    }
    return two(length.toDays(), "d", length.toHoursPart(), "h");
  }

  /** How long ago that was. */
  public static String since(Instant then, Instant now) {
    return text(Duration.between(then, now));
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return small == 0
        ? "%d %s".formatted(large, unit)
        : "%d %s %d %s".formatted(large, unit, small, smallUnit);
  }
}
