// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import com.google.crypto.tink.Aead;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rekey.engine.payload.PlainMark;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Seals every payload with AEAD, bound to namespace and workflow id, which stand beside it in
 * clear: a payload moved to another workflow does not open there.
 *
 * <p>What does not open is a {@link DataConverterException}, as what cannot be parsed is: workflows
 * meet both in one way, as an answer that is not ours.
 */
public final class SealingCodec implements PayloadCodec {

  private static final String ENCODING = "encoding";
  private static final ByteString SEALED = ByteString.copyFromUtf8("binary/rekey-sealed");
  private static final ByteString JSON = ByteString.copyFromUtf8("json/plain");
  private static final String BOUND_TO = "rekey-for";
  private static final String ANYWHERE = "-";

  private final Aead key;
  private final String namespace;
  private final String workflow;

  public SealingCodec(Aead key, String namespace) {
    this(key, namespace, ANYWHERE);
  }

  private SealingCodec(Aead key, String namespace, String workflow) {
    this.key = key;
    this.namespace = namespace;
    this.workflow = workflow;
  }

  @Override
  public PayloadCodec withContext(SerializationContext context) {
    return context instanceof HasWorkflowSerializationContext within
            && within.getWorkflowId() != null
        ? new SealingCodec(key, namespace, within.getWorkflowId())
        : this;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::seal).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::unseal).toList();
  }

  private Payload seal(Payload plain) {
    try {
      return Payload.newBuilder()
          .putMetadata(ENCODING, SEALED)
          .putMetadata(BOUND_TO, ByteString.copyFromUtf8(workflow))
          .setData(ByteString.copyFrom(key.encrypt(plain.toByteArray(), bound(workflow))))
          .build();
    } catch (GeneralSecurityException impossible) {
      throw new DataConverterException("cannot seal a payload", impossible);
    }
  }

  private Payload unseal(Payload payload) {
    ByteString encoding = payload.getMetadataOrDefault(ENCODING, ByteString.EMPTY);
    if (encoding.equals(JSON)) {
      return PlainMark.on(payload);
    }
    if (!encoding.equals(SEALED)) {
      throw new DataConverterException(
          "a payload of encoding '%s' (expected: one sealed with this installation's key)"
              .formatted(encoding.toStringUtf8()));
    }
    String boundTo = payload.getMetadataOrDefault(BOUND_TO, ByteString.EMPTY).toStringUtf8();
    boolean elsewhere =
        !workflow.equals(ANYWHERE) && !boundTo.equals(ANYWHERE) && !boundTo.equals(workflow);
    if (elsewhere) {
      throw new DataConverterException(
          "a payload of workflow %s (expected: of %s)".formatted(boundTo, workflow));
    }
    try {
      return Payload.parseFrom(key.decrypt(payload.getData().toByteArray(), bound(boundTo)));
    } catch (GeneralSecurityException | InvalidProtocolBufferException foreign) {
      throw new DataConverterException(
          "a payload that this installation's key does not open", foreign);
    }
  }

  private byte[] bound(String to) {
    return "rekey/payload/v1|%s|%s".formatted(namespace, to).getBytes(StandardCharsets.UTF_8);
  }
}
