// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.answers;

/** What a request with a key of its own meets. */
public sealed interface Claim {

  /** Nobody has sent it before: it is carried out, and its answer kept. */
  record New() implements Claim {}

  /** It was answered before. */
  record Answered(KeptAnswer answer) implements Claim {}

  /** It is being carried out right now. */
  record Busy() implements Claim {}

  /** The key was used for another request. */
  record Taken() implements Claim {}
}
