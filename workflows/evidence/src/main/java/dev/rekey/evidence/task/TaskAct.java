// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.task;

/** What a person does about a task. */
public enum TaskAct {
  /** I did it: here is the new value, or what I did and saw. */
  HAND_IN,
  /** Show me the value that I am to write, once. */
  REVEAL
}
