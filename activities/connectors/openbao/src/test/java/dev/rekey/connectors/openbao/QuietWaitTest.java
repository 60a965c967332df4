// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Places;
import dev.rekey.words.Place;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that waits for its answer leaves the processor to others. */
@Timeout(60)
class QuietWaitTest {

  private static final Duration ANSWERED_AFTER = Duration.ofSeconds(1);

  private final FakeBao bao = new FakeBao();

  @AfterEach
  void stop() {
    bao.close();
  }

  @Test
  void aCallThatWaitsForItsAnswerTakesNoProcessorTime() {
    Place place = Place.of(OpenBaoBench.SYSTEM, "secret/apps/billing", Map.of("part", "/key"));
    MockResponse answer = FakeBao.json(404, "{}");
    Places places = bao.client(FakeBao.TOKEN).places();
    bao.answer(request -> answer);
    places.read(place);
    bao.answer(request ->
        answer.newBuilder().headersDelay(ANSWERED_AFTER.toMillis(), TimeUnit.MILLISECONDS).build());

    Duration before = used();
    places.read(place);
    Duration spent = used().minus(before);

    // Where the connection is looked at all the time it is all that others leave of a core.
    assertThat(spent).isLessThan(ANSWERED_AFTER.dividedBy(4));
  }

  /** What the threads that look after connections have used so far. */
  private static Duration used() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("OkHttp")) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.threadId()));
      }
    }
    return Duration.ofNanos(nanos);
  }
}
