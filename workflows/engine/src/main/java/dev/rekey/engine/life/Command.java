// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

/** What the workflow is to do now. */
public sealed interface Command {

  /** Carry out one step. */
  record Carry(Step step) implements Command {}

  /** Wait for a decision, or for the cause of the hold to go away. */
  record AwaitDecision(HeldReason reason) implements Command {}

  /** Sleep until the exception is over. */
  record Rest() implements Command {}

  /** Nothing is left to do. */
  record Finish() implements Command {}
}
