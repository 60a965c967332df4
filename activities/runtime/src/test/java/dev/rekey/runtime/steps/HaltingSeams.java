// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Gate;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.RotationId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The real gate and escrow; an attempt dies at the n-th moment before or after what they do. */
final class HaltingSeams implements Gate, Escrow {

  /** An attempt's sudden death: nobody catches it. */
  static final class Halted extends Error {

    private static final long serialVersionUID = 1L;
  }

  private final Gate gate;
  private final Escrow escrow;
  private int left = Integer.MAX_VALUE;

  HaltingSeams(Gate gate, Escrow escrow) {
    this.gate = gate;
    this.escrow = escrow;
  }

  void haltAt(int moment) {
    left = moment;
  }

  void haltNoMore() {
    left = Integer.MAX_VALUE;
  }

  private void moment() {
    left--;
    if (left == 0) {
      throw new Halted();
    }
  }

  @Override
  public void foresee(Passage passage, Effect effect) {
    gate.foresee(passage, effect);
  }

  @Override
  public <T> Outcome<T> pass(
      Passage passage,
      Effect effect,
      Map<String, ?> intended,
      Supplier<Outcome<T>> call,
      Function<T, Map<String, ?>> recorded) {
    moment();
    Outcome<T> outcome =
        gate.pass(
            passage,
            effect,
            intended,
            () -> {
              moment();
              Outcome<T> answered = call.get();
              moment();
              return answered;
            },
            recorded);
    moment();
    return outcome;
  }

  @Override
  public void seal(RotationId rotation, Role role, CredentialId credential, CredentialValue value) {
    moment();
    escrow.seal(rotation, role, credential, value);
    moment();
  }

  @Override
  public Optional<CredentialValue> open(RotationId rotation, Role role, CredentialId credential) {
    return escrow.open(rotation, role, credential);
  }

  @Override
  public int delete(RotationId rotation) {
    return escrow.delete(rotation);
  }

  @Override
  public void shred(CampaignName campaign) {
    escrow.shred(campaign);
  }
}
