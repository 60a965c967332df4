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
}
