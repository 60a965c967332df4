// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Gate;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.words.Outcome;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** The real gate, with a death before, in and after each effect that passes it. */
record HaltingGate(Gate real, CrashScript script) implements Gate {

  @Override
  public void foresee(Passage passage, Effect effect) {
    real.foresee(passage, effect);
  }

  @Override
  public <T> Outcome<T> pass(
      Passage passage,
      Effect effect,
      Map<String, ?> intended,
      Supplier<Outcome<T>> call,
      Function<T, Map<String, ?>> recorded) {
    String identity = passage.planned().id().lane().identity().value();
    AtomicBoolean made = new AtomicBoolean();
    // Not even an intent: a rotation that waits to die has gone no further.
    script.restIfDead(identity);
    try {
      return real.pass(
          passage,
          effect,
          intended,
          () -> {
            script.reach(identity, effect.type(), effect.place(), Moment.BEFORE);
            Outcome<T> answered = call.get();
            made.set(true);
            script.reach(identity, effect.type(), effect.place(), Moment.AFTER);
            return answered;
          },
          recorded);
    } catch (CrashScript.GivenUp left) {
      made.set(false);
      throw left;
    } finally {
      // On a slow machine this attempt may have been overtaken: its outcome is refused, and the
      // next one writes it without making the call again. The moment is the same.
      if (made.get()) {
        script.reach(identity, effect.type(), effect.place(), Moment.RECORDED);
      }
    }
  }
}
