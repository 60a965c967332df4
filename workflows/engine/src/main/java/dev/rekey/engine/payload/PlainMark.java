// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.payload;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;

/** Marks a payload that came in clear, between the codec that saw it and whoever reads it. */
public final class PlainMark {

  static final String KEY = "rekey-plain";

  private PlainMark() {}

  /** The same payload, marked. */
  public static Payload on(Payload payload) {
    return payload.toBuilder().putMetadata(KEY, ByteString.copyFromUtf8("1")).build();
  }
}
