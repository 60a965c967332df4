// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Goes through a JSON answer once, without building anything of what is not asked for. All throw
 * {@link tools.jackson.core.JacksonException} if it is no JSON.
 */
final class JsonScan {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonScan() {}

  /** Sees the values of an answer, one by one. */
  @FunctionalInterface
  interface Eye {
    /**
     * @param here where the value is
     * @param token a scalar, or the start of an object or array
     * @param parser stands at the value and must not be moved
     */
    void see(JsonPointer here, JsonToken token, JsonParser parser);
  }

  static JsonParser parser(byte[] json) {
    return JSON.createParser(ObjectReadContext.empty(), json);
  }

  static JsonGenerator generator(OutputStream out) {
    return JSON.createGenerator(ObjectWriteContext.empty(), out);
  }

  static JsonPointer pointer(JsonParser parser) {
    return parser.streamReadContext().pathAsPointer();
  }

  /** Shows every value. */
  static void values(byte[] json, Eye eye) {
    try (JsonParser parser = parser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue() || token.isStructStart()) {
          eye.see(where(token, parser), token, parser);
        }
      }
    }
  }

  /** At the start of an object or array the parser stands within it already. */
  static JsonPointer where(JsonToken token, JsonParser parser) {
    return token.isStructStart()
        ? parser.streamReadContext().getParent().pathAsPointer()
        : pointer(parser);
  }

  /** The whole number at a pointer. */
  static OptionalLong number(byte[] json, JsonPointer at) {
    AtomicReference<OptionalLong> found = new AtomicReference<>(OptionalLong.empty());
    values(
        json,
        (here, token, parser) -> {
          if (token == JsonToken.VALUE_NUMBER_INT && here.equals(at)) {
            found.set(OptionalLong.of(parser.getLongValue()));
          }
        });
    return found.get();
  }

  /** The text at a pointer; not for secrets. */
  static Optional<String> text(byte[] json, JsonPointer at) {
    AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.empty());
    values(
        json,
        (here, token, parser) -> {
          if (token == JsonToken.VALUE_STRING && here.equals(at)) {
            found.set(Optional.of(parser.getString()));
          }
        });
    return found.get();
  }
}
