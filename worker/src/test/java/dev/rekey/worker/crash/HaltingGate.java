// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Gate;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.words.Outcome;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The real gate, with a death before, in and after each effect that passes it. */
record HaltingGate(Gate real, CrashScript script) implements Gate {

  @Override
  public <T> Outcome<T> pass(
      Passage passage,
      Effect effect,
      Map<String, ?> intended,
      Supplier<Outcome<T>> call,
      Function<T, Map<String, ?>> recorded) {
    String identity = passage.planned().id().lane().identity().value();
    Outcome<T> outcome =
        real.pass(
            passage,
            effect,
            intended,
            () -> {
              script.reach(identity, effect.type(), effect.place(), Moment.BEFORE);
              Outcome<T> answered = call.get();
              script.reach(identity, effect.type(), effect.place(), Moment.AFTER);
              return answered;
            },
            recorded);
    script.reach(identity, effect.type(), effect.place(), Moment.RECORDED);
    return outcome;
  }
}
