// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.Outcome;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is looked at before anything is done. */
@Timeout(300)
class PreflightIT {

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private static AskedRotation life(String credential) {
    return new AskedRotation(
        WrittenChain.planned(Disposition.RETIRE, new CredentialId(credential), ""),
        database,
        new SteppedClock(WrittenChain.START));
  }

  @Test
  void useThatIsNotToldThoughItShouldBeIsFoundThen() {
    AskedRotation life = life("untold");
    String why = "iam:GetAccessKeyLastUsed: AccessDenied";
    life.system.use = new Outcome.Throttled<>(Duration.ofSeconds(1), why);

    assertThatThrownBy(() -> life.steps.preflight(life.request(Step.PREFLIGHT)))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining(why);
  }

  @Test
  void useThatNobodyTellsIsNotAskedFor() {
    AskedRotation life = life("unknown");
    life.system.lastUsed = LastUsed.NONE;
    life.system.use = new Outcome.Unknown<>("never asked");

    assertThat(life.steps.preflight(life.request(Step.PREFLIGHT)).outcome())
        .isEqualTo(new StepOutcome.Done());
  }
}
