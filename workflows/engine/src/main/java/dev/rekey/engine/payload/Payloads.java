// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;

/** Builds the data converter that every client and worker of Rekey uses. */
public final class Payloads {

  private Payloads() {}

  /** JSON as it is, for tests of logic on the in-process server. */
  public static DataConverter readable() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new GuardedJson(mapper()));
  }

  /** JSON sealed by a codec; failure messages and stack traces too. */
  public static DataConverter sealed(PayloadCodec codec) {
    return new CodecDataConverter(
        readable(), List.of(new RefusingCodec(codec)), /* encodeFailureAttributes= */ true);
  }

  /** Unknown fields are ignored: else a new record field would break a roll-back. */
  private static ObjectMapper mapper() {
    return JacksonJsonPayloadConverter.newDefaultObjectMapper()
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
        .configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false)
        .registerModule(
            new SimpleModule("secrets never travel")
                .addSerializer(new Refusing<>(Secret.class))
                .addSerializer(new Refusing<>(CredentialValue.class)));
  }

  /** A secret on its way into a history is a defect, stopped here at the latest (P4). */
  private static final class Refusing<T> extends StdSerializer<T> {

    private static final long serialVersionUID = 1L;

    Refusing(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider) {
      throw new IllegalArgumentException(
          "%s may not travel (expected: a reference to the escrow)"
              .formatted(handledType().getSimpleName()));
    }
  }
}
