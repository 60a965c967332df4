// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.spi.Budget;
import dev.rekey.words.SystemName;
import io.github.bucket4j.BandwidthBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How many calls each system may be asked to bear: token buckets in PostgreSQL, for all workers.
 */
public final class Budgets {

  /** The setting of every system, beside its connector's own. */
  public static final String RATE = "rate";

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})/(s|m|h)");

  private final ProxyManager<Long> buckets;

  public Budgets(DataSource dataSource) {
    this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource).build();
  }

  /**
   * The budget of a system.
   *
   * @param rate for example {@code 20/s}, {@code 600/m}, {@code 5000/h}; null for no limit
   * @throws IllegalArgumentException if it is none of these
   */
  Budget of(SystemName system, @Nullable String rate) {
    if (rate == null) {
      return Budget.UNLIMITED;
    }
    Matcher parts = FORM.matcher(rate);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "rate: '%s' (expected: for example 20/s, 600/m or 5000/h)".formatted(rate));
    }
    long calls = Long.parseLong(parts.group(1));
    Duration per =
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          default -> Duration.ofHours(1);
        };
    BucketConfiguration configuration =
        BucketConfiguration.builder()
            .addLimit(BandwidthBuilder.builder().capacity(calls).refillGreedy(calls, per).build())
            .build();
    Bucket bucket =
        buckets.getProxy(
            ((long) rate.hashCode() << 32) ^ system.value().hashCode(), () -> configuration);
    return new SharedBudget(system, bucket, per.dividedBy(calls));
  }
}
