// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rekey.engine.payload.PlainMark;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.List;

/**
 * Seals without a key, and refuses as the real codec does: JSON in clear is marked, all else
 * thrown.
 */
public final class FakeCodec implements PayloadCodec {

  private static final ByteString SEALED = ByteString.copyFromUtf8("binary/fake-sealed");
  private static final ByteString JSON = ByteString.copyFromUtf8("json/plain");

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream()
        .map(plain ->
            Payload.newBuilder()
                .putMetadata("encoding", SEALED)
                .setData(plain.toByteString())
                .build())
        .toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(FakeCodec::unseal).toList();
  }

  private static Payload unseal(Payload payload) {
    ByteString encoding = payload.getMetadataOrDefault("encoding", ByteString.EMPTY);
    if (encoding.equals(JSON)) {
      return PlainMark.on(payload);
    }
    if (!encoding.equals(SEALED)) {
      throw new PayloadCodecException("encoding " + encoding.toStringUtf8());
    }
    try {
      return Payload.parseFrom(payload.getData());
    } catch (InvalidProtocolBufferException broken) {
      throw new PayloadCodecException("not sealed", broken);
    }
  }
}
