// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Issuer;
import dev.rekey.words.IdentityName;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that waits for its answer leaves the processor to others. */
@Timeout(60)
class QuietWaitTest {

  private static final Duration ANSWERED_AFTER = Duration.ofSeconds(2);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aCallThatWaitsForItsAnswerTakesNoProcessorTime() {
    Issuer issuer = aws.issuer();
    aws.answer("ListAccessKeys", FakeAws.keys(""));
    issuer.list(new IdentityName("billing"));
    aws.answer(
        "ListAccessKeys",
        FakeAws.keys("")
            .newBuilder()
            .headersDelay(ANSWERED_AFTER.toMillis(), TimeUnit.MILLISECONDS)
            .build());

    try (Busy busy = new Busy()) {
      Duration before = used();
      issuer.list(new IdentityName("billing"));
      Duration spent = used().minus(before);

      // One that looks at its connection all the time gets as much as any other that never rests.
      assertThat(spent).isLessThan(busy.used().dividedBy(4));
    }
  }

  /** A thread that takes all it gets: how much a busy thread gets on this machine, just now. */
  private static final class Busy implements AutoCloseable {

    private final Thread thread = Thread.ofPlatform().daemon().start(this::run);
    private volatile boolean over;

    private void run() {
      while (!over) {
        Thread.onSpinWait();
      }
    }

    Duration used() {
      return Duration.ofNanos(THREADS.getThreadCpuTime(thread.threadId()));
    }

    @Override
    public void close() {
      over = true;
    }
  }

  /** What the threads that look after connections have used so far. */
  private static Duration used() {
    long nanos = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("OkHttp")) {
        nanos += Math.max(0, THREADS.getThreadCpuTime(thread.threadId()));
      }
    }
    return Duration.ofNanos(nanos);
  }
}
