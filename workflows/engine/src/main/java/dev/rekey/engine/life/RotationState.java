// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where a rotation stands. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RotationState.Working.class, name = "working"),
  @JsonSubTypes.Type(value = RotationState.Held.class, name = "held"),
  @JsonSubTypes.Type(value = RotationState.Excepted.class, name = "excepted"),
  @JsonSubTypes.Type(value = RotationState.Proven.class, name = "proven")
})
public sealed interface RotationState {

  Life life();

  /** A step is being carried out. */
  record Working(Step step, Life life) implements RotationState {}

  /** It cannot go on: somebody decides, or the cause goes away. */
  record Held(Step step, HeldReason reason, Life life) implements RotationState {}

  /** Two people signed that it may rest, until a date. */
  record Excepted(Step step, Life life) implements RotationState {}

  /** The old credential is proven dead. */
  record Proven(Life life) implements RotationState {}
}
