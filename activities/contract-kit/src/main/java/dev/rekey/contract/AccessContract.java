// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rekey.spi.Access;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How a connector uses its own credential and its budget. */
interface AccessContract {

  Bench bench();

  SystemClient client();

  Witness witness();

  /** A call that only reads and goes through if nothing is in its way. */
  Supplier<Outcome<?>> aRead();

  /** A call that changes something, prepared so far that only the change is left to do. */
  Supplier<Outcome<?>> aWrite();

  @Test
  default void checkSaysWhoWeAreAndThatNoRightIsMissing() {
    Outcome<Access> checked = witness().hear(client().check());

    assertThat(checked)
        .isInstanceOfSatisfying(
            Done.class,
            done -> {
              Access access = (Access) done.value();
              assertThat(access.identity()).isNotBlank();
              assertThat(access.missing()).isEmpty();
            });
  }

  @Test
  default void anOwnCredentialThatIsRefusedIsForbidden() {
    Supplier<Outcome<?>> read = aRead();
    Supplier<Outcome<?>> write = aWrite();
    bench().tools().replaceOwnCredential(bench()::refusedOwnCredential);

    assertForbidden(client().check());
    assertForbidden(read.get());
    assertForbidden(write.get());
  }

  @Test
  default void anOwnCredentialThatIsMissingIsForbiddenAndNotThrown() {
    Supplier<Outcome<?>> read = aRead();
    Supplier<Outcome<?>> write = aWrite();
    bench().tools().loseOwnCredential();
    int calls = bench().proxy().received();

    assertThatCode(
            () -> {
              assertForbidden(client().check());
              assertForbidden(read.get());
              assertForbidden(write.get());
            })
        .doesNotThrowAnyException();
    assertThat(bench().proxy().received()).isEqualTo(calls);
  }

  @Test
  default void anOwnCredentialWithoutRightsIsForbidden() {
    Supplier<Outcome<?>> write = aWrite();
    bench().proxy().meet(bench().forbidden(), Aim.EFFECTS);

    assertForbidden(write.get());
  }

  @Test
  default void theOwnCredentialIsAskedForAnewForEachUse() {
    Supplier<Outcome<?>> read = aRead();
    int before = bench().tools().asked();
    assertThat(read.get()).isInstanceOf(Done.class);
    int once = bench().tools().asked();
    assertThat(read.get()).isInstanceOf(Done.class);

    assertThat(once).isGreaterThan(before);
    assertThat(bench().tools().asked()).isGreaterThan(once);
  }

  @Test
  default void anEmptyBudgetMeansNoCall() {
    Supplier<Outcome<?>> read = aRead();
    Supplier<Outcome<?>> write = aWrite();
    bench().tools().exhaustBudget(Duration.ofSeconds(7));
    int calls = bench().proxy().received();

    assertThat(witness().hear(read.get()))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled -> assertThat(throttled.after()).isEqualTo(Duration.ofSeconds(7)));
    assertThat(witness().hear(write.get())).isInstanceOf(Throttled.class);
    assertThat(witness().hear(client().check())).isInstanceOf(Throttled.class);
    assertThat(bench().proxy().received()).isEqualTo(calls);
  }

  @Test
  default void everyCallIsChargedToTheBudget() {
    Supplier<Outcome<?>> read = aRead();
    Supplier<Outcome<?>> write = aWrite();
    int calls = bench().proxy().received();
    int charged = bench().tools().charged();

    assertThat(read.get()).isInstanceOf(Done.class);
    assertThat(write.get()).isInstanceOf(Done.class);
    client().check();

    assertThat(bench().tools().charged() - charged).isEqualTo(bench().proxy().received() - calls);
  }

  private void assertForbidden(Outcome<?> outcome) {
    assertThat(witness().hear(outcome))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(Rejection.FORBIDDEN));
  }
}
