// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Outcome;
import dev.rekey.words.SystemName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one attempt at one step changes in the world: each change goes through the gate, and its
 * call is paid for before.
 */
final class Effects {

  private final StepTools tools;
  private final StepRequest request;
  private final Passage passage;

  Effects(StepTools tools, StepRequest request, Passage passage) {
    this.tools = tools;
    this.request = request;
    this.passage = passage;
  }

  /** Sends an effect on the old credential, a new one or this place through the gate. */
  <T> Outcome<T> pass(
      Effect.Type type,
      String target,
      Map<String, ?> intended,
      Supplier<Outcome<T>> call,
      Function<T, Map<String, ?>> recorded) {
    return pass(effect(type, target), intended, call, recorded);
  }

  /** Sends an effect that a person carries out through the gate: its intent, and no call. */
  void ask(Effect.Type type, String target, Map<String, ?> intended) {
    Map<String, Object> body = new LinkedHashMap<>(intended);
    body.put("by", "hand");
    pass(
        effect(type, target).handed(),
        body,
        () -> new Outcome.Unknown<String>("a person does it"),
        _ -> Map.of());
  }

  /** Sends the issue of a chosen value, which takes the place of a credential, through the gate. */
  <T> Outcome<T> passChosen(
      CredentialId chosen,
      CredentialId replaced,
      Map<String, ?> intended,
      Supplier<Outcome<T>> call,
      Function<T, Map<String, ?>> recorded) {
    Effect issue = effect(Effect.Type.ISSUE, replaced.value()).sending(chosen.value());
    return pass(issue, intended, call, recorded);
  }

  /** Refuses an issue before anything is chosen for it that would lie about in the escrow. */
  void foreseeIssue() {
    tools.gate().foresee(passage, effect(Effect.Type.ISSUE, planned().id().credential().value()));
  }

  private PlannedRotation planned() {
    return passage.decided();
  }

  private Effect effect(Effect.Type type, String target) {
    return new Effect(
        type, request.step(), request.round(), operation(type, target), request.place(), target);
  }

  /** Each withdrawn credential, and a brownout, is an operation of its own in its round. */
  private String operation(Effect.Type type, String target) {
    if (type == Effect.Type.WITHDRAW) {
      return request.operation(type.text() + ":" + target);
    }
    return request.operation(
        request.step() == Step.OBSERVE ? "brownout-" + type.text() : type.text());
  }

  private <T> Outcome<T> pass(
      Effect effect,
      Map<String, ?> intended,
      Supplier<Outcome<T>> call,
      Function<T, Map<String, ?>> recorded) {
    prepay(
        request.place() < 0
            ? planned().id().lane().system()
            : planned().places().get(request.place()).system());
    return tools.gate().pass(passage, effect, intended, call, recorded);
  }

  private void prepay(SystemName system) {
    tools
        .systems()
        .prepay(system)
        .ifPresent(wait -> {
          throw new Later(
              HeldReason.UNREACHABLE,
              "the budget of calls to %s is used up for now".formatted(system),
              wait);
        });
  }
}
