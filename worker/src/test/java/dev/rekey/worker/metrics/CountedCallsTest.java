// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.spi.Access;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.Kind;
import dev.rekey.words.Outcome;
import dev.rekey.words.SystemName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every call to a system is counted by what came of it, and goes through unchanged. */
@Timeout(30)
class CountedCallsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Deque<Outcome<Access>> answers = new ArrayDeque<>();
  private final SystemClient client =
      new CountedCalls(registry).counting(new SystemName("aws-prod"), new Scripted(answers));

  /** Answers what it was told, and has nothing else. */
  private record Scripted(Deque<Outcome<Access>> answers) implements SystemClient {

    @Override
    public Outcome<Access> check() {
      return answers.remove();
    }

    @Override
    public Issuer issuer(Kind kind) {
      throw new IllegalArgumentException("no kind " + kind);
    }

    @Override
    public Places places() {
      throw new IllegalArgumentException("no places");
    }

    @Override
    public void close() {
      answers.clear();
    }
  }

  private double count(String outcome) {
    return registry
        .get(CountedCalls.NAME)
        .tags("system", "aws-prod", "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void countsWhatCameOfThem() {
    Outcome<Access> done = new Outcome.Done<>(new Access("arn:rekey", List.of()));
    Outcome<Access> later = new Outcome.Throttled<>(Duration.ofSeconds(1), "too many");
    answers.addAll(List.of(done, later, done, new Outcome.Unknown<>("no answer")));

    assertThat(client.check()).isSameAs(done);
    assertThat(client.check()).isSameAs(later);
    client.check();
    client.check();

    assertThat(count("done")).isEqualTo(2);
    assertThat(count("throttled")).isEqualTo(1);
    assertThat(count("unknown")).isEqualTo(1);
  }

  @Test
  void whatIsThrownIsThrownOnAsItWas() {
    assertThatThrownBy(() -> client.issuer(new Kind("api-token")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no kind api-token");
    assertThat(count("failed")).isEqualTo(1);
  }

  @Test
  void closingIsNoCall() {
    client.close();
    assertThat(registry.getMeters()).isEmpty();
  }
}
