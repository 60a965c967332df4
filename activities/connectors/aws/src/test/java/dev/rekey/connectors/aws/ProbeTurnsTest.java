// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Issuer;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeTurnsTest {

  private final AtomicInteger underWay = new AtomicInteger();
  private final CountDownLatch sideBySide = new CountDownLatch(2);

  @Test
  void oneKeyIsTriedByOneProbeAtATime() throws Exception {
    try (FakeAws aws = new FakeAws();
        ExecutorService many = Executors.newCachedThreadPool()) {
      aws.answer(
          "GetCallerIdentity",
          form -> {
            // Each answer is held back for a while to give a second probe the time to come in.
            if (underWay.incrementAndGet() > 1) {
              sideBySide.countDown();
              sideBySide.countDown();
            }
            awaitAWhile();
            underWay.decrementAndGet();
            return FakeAws.caller("123456789012", "user/billing");
          });
      Issuer issuer = aws.issuer();

      List<Future<Verdict>> probes =
          IntStream.range(0, 4).mapToObj(i -> many.submit(() -> issuer.probe(value()))).toList();

      for (Future<Verdict> probe : probes) {
        assertThat(probe.get()).isInstanceOf(Alive.class);
      }
    }
    assertThat(sideBySide.getCount()).isEqualTo(2);
  }

  private void awaitAWhile() {
    try {
      assertThat(sideBySide.await(150, TimeUnit.MILLISECONDS)).isIn(true, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A new one each time: turns go by key id, not by object. */
  private static CredentialValue value() {
    return CredentialValue.taking(
        Map.of(
            "id", Secret.taking("AKIAIOSFODNN7EXAMPLE".toCharArray()),
            "secret", Secret.taking("wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00".toCharArray())));
  }
}
