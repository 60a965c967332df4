// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.SystemClient;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What a connector makes of calls that go wrong on the way: it tells whether something may have
 * happened, and repeats nothing.
 */
interface FaultContract {

  Bench bench();

  SystemClient client();

  Witness witness();

  /** See {@link AccessContract}. */
  Supplier<Outcome<?>> aRead();

  /** See {@link AccessContract}. */
  Supplier<Outcome<?>> aWrite();

  @Test
  default void aWriteWhoseAnswerIsLostIsUnknownAndSentOnce() {
    assertWriteIsUnknown(new Fault.AnswerLost());
  }

  @Test
  default void aWriteThatIsCutOffOnItsWayIsUnknownAndSentOnce() {
    assertWriteIsUnknown(new Fault.CutBefore());
  }

  @Test
  default void aWriteThatMeetsAServerErrorIsUnknownAndSentOnce() {
    assertWriteIsUnknown(Fault.broken());
  }

  @Test
  default void aWriteThatWasCarriedOutBeforeTheServerErrorIsUnknownAndSentOnce() {
    assertWriteIsUnknown(new Fault.AnswerReplaced(Fault.broken()));
  }

  @Test
  default void aWriteThatIsToldToComeBackAtOnceIsSentOnce() {
    assertWriteIsUnknown(Fault.comeBackAtOnce());
  }

  @Test
  default void aWriteAnsweredBySomebodyElseIsUnknown() {
    assertWriteIsUnknown(Fault.loginPage());
  }

  @Test
  default void aWriteThatHangsEndsInTimeAndIsUnknown() {
    long start = System.nanoTime();

    assertWriteIsUnknown(new Fault.Hanging());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  default void aReadThatFailsMayBeAskedAgain() {
    Supplier<Outcome<?>> read = aRead();
    for (Fault fault :
        new Fault[] {
          new Fault.CutBefore(), new Fault.AnswerLost(), new Fault.Hanging(), Fault.broken()
        }) {
      bench().proxy().meet(fault, Aim.EVERYTHING);
      assertThat(witness().hear(read.get())).as("%s", fault).isInstanceOf(Throttled.class);
      assertThat(witness().hear(client().check())).as("%s", fault).isInstanceOf(Throttled.class);
    }
    bench().proxy().heal();
    assertThat(read.get()).isInstanceOf(Done.class);
  }

  @Test
  default void aSystemThatCannotBeReachedIsThrottledBecauseNothingWasSent() {
    Supplier<Outcome<?>> read = aRead();
    Supplier<Outcome<?>> write = aWrite();
    bench().proxy().meet(new Fault.Unreachable(), Aim.EVERYTHING);

    assertThat(witness().hear(read.get())).isInstanceOf(Throttled.class);
    assertThat(witness().hear(write.get())).isInstanceOf(Throttled.class);
    assertThat(witness().hear(client().check())).isInstanceOf(Throttled.class);
  }

  @Test
  default void throttlingIsToldWithATimeToWait() {
    Supplier<Outcome<?>> read = aRead();
    Supplier<Outcome<?>> write = aWrite();
    bench().proxy().meet(bench().throttled(), Aim.EVERYTHING);

    for (Outcome<?> outcome : new Outcome<?>[] {read.get(), write.get(), client().check()}) {
      assertThat(witness().hear(outcome))
          .isInstanceOfSatisfying(
              Throttled.class, throttled -> assertThat(throttled.after()).isPositive());
    }
  }

  @Test
  default void aRedirectIsNeitherFollowedNorTakenForAnAnswer() {
    Supplier<Outcome<?>> read = aRead();
    Supplier<Outcome<?>> write = aWrite();
    bench().proxy().meet(bench().proxy().redirect(), Aim.EVERYTHING);

    assertThat(witness().hear(read.get())).isNotInstanceOf(Done.class);
    assertThat(witness().hear(write.get())).isNotInstanceOf(Done.class);
    assertThat(witness().hear(client().check())).isNotInstanceOf(Done.class);
    assertThat(bench().proxy().strayed()).isZero();
  }

  @Test
  default void aSuccessThatIsNotTheSystemsIsNoAnswer() {
    Supplier<Outcome<?>> read = aRead();
    bench().proxy().meet(Fault.loginPage(), Aim.EVERYTHING);

    assertThat(witness().hear(read.get())).isNotInstanceOf(Done.class);
    assertThat(witness().hear(client().check())).isNotInstanceOf(Done.class);
  }

  private void assertWriteIsUnknown(Fault fault) {
    Supplier<Outcome<?>> write = aWrite();
    int sent = bench().proxy().effectsReceived();
    bench().proxy().meet(fault, Aim.EFFECTS);

    assertThat(witness().hear(write.get())).isInstanceOf(Unknown.class);
    assertThat(bench().proxy().effectsReceived()).isEqualTo(sent + 1);
  }
}
