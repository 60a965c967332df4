// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.util.Optional;

/**
 * What a server said to somebody who came with a credential.
 *
 * @param identity whom the server took them for; empty text if it let nobody in
 * @param error what it said instead, for example AWS's error code; empty if it let them in
 */
public record Answer(String identity, Optional<String> error) {

  /** Let in. */
  public static Answer as(String identity) {
    return new Answer(identity, Optional.empty());
  }

  /** Not let in, or no answer. */
  public static Answer error(String what) {
    return new Answer("", Optional.of(what));
  }

  boolean isGood() {
    return error.isEmpty();
  }
}
