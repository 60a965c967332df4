// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import dev.rekey.evidence.decision.SignedStatement;
import org.jspecify.annotations.Nullable;

/**
 * What was done by hand.
 *
 * @param salt what the digest of the value was made with; null without a value
 * @param value of a new credential; null where none is asked for
 */
@SuppressWarnings("ArrayRecordComponent") // written once as JSON, and never compared
record HandInRequest(
    String text, String signature, byte @Nullable [] salt, byte @Nullable [] value) {

  static HandInRequest of(SignedStatement signed, byte[] salt, byte[] value) {
    return new HandInRequest(signed.text(), signed.signature(), salt, value);
  }

  @Override
  public String toString() {
    return "HandInRequest[hidden]";
  }
}
