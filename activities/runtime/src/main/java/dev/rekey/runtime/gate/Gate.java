// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.words.Outcome;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The one function that every side effect passes. */
public interface Gate {

  /**
   * Writes the intent if the ledger warrants the effect and no brake is on, carries the effect out,
   * writes its outcome.
   *
   * @param intended what the intent records beside the effect
   * @param call the effect itself, made once
   * @param recorded what the outcome records of a call that went through
   * @throws Refusal if it may not happen
   */
  <T> Outcome<T> pass(
      Passage passage,
      Effect effect,
      Map<String, ?> intended,
      Supplier<Outcome<T>> call,
      Function<T, Map<String, ?>> recorded);

  /**
   * Refuses now what {@link #pass} would refuse for want of containment: before anything is
   * prepared for it. A pass asks again.
   *
   * @throws Refusal if a leaked credential could read what the effect hands out
   */
  void foresee(Passage passage, Effect effect);
}
