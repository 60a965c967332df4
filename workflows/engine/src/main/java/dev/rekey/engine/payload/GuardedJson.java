// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.payload;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.SignedStatement;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.lang.reflect.Type;
import java.util.Set;

/**
 * Takes payloads that came in clear only where a signature is verified anyway: so a decision can be
 * sent from any command line, and nothing else can be forged without the key.
 */
final class GuardedJson extends JacksonJsonPayloadConverter {

  private static final Set<Class<?>> SIGNED = Set.of(Delivery.class, SignedStatement.class);

  GuardedJson(ObjectMapper mapper) {
    super(mapper);
  }

  @Override
  public <T> T fromData(Payload content, Class<T> valueClass, Type valueType) {
    if (content.containsMetadata(PlainMark.KEY) && !SIGNED.contains(valueClass)) {
      throw new DataConverterException(
          "a payload in clear (expected: one sealed with this installation's key)");
    }
    return super.fromData(content, valueClass, valueType);
  }
}
