// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.payload;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import io.temporal.payload.context.SerializationContext;
import java.util.List;

/**
 * Says of a payload that a codec does not open what a converter says of one that it cannot read.
 * The SDK drops such a signal and rejects such an update; a codec's own exception would fail the
 * workflow's task for ever, so that one signal from a stranger could stop a run.
 */
final class RefusingCodec implements PayloadCodec {

  private final PayloadCodec codec;

  RefusingCodec(PayloadCodec codec) {
    this.codec = codec;
  }

  @Override
  public PayloadCodec withContext(SerializationContext context) {
    return new RefusingCodec(codec.withContext(context));
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return codec.encode(payloads);
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    try {
      return codec.decode(payloads);
    } catch (PayloadCodecException notOurs) {
      throw new DataConverterException(notOurs);
    }
  }
}
