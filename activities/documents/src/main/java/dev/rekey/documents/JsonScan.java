// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import dev.rekey.words.Secret;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
public final class JsonScan {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonScan() {}

  /** Sees the values of an answer, one by one. */
  @FunctionalInterface
  public interface Eye {
    /**
     * @param here where the value is
     * @param token a scalar, or the start of an object or array
     * @param parser stands at the value and must not be moved
     */
    void see(JsonPointer here, JsonToken token, JsonParser parser);
  }

  public static JsonParser parser(byte[] json) {
    return JSON.createParser(ObjectReadContext.empty(), json);
  }

  public static JsonGenerator generator(OutputStream out) {
    return JSON.createGenerator(ObjectWriteContext.empty(), out);
  }

  public static JsonPointer pointer(JsonParser parser) {
    return parser.streamReadContext().pathAsPointer();
  }

  /** Shows every value. */
  public static void values(byte[] json, Eye eye) {
    try (JsonParser parser = parser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue() || token.isStructStart()) {
          eye.see(where(token, parser), token, parser);
        }
      }
    }
  }

  /** At the start of an object or array the parser stands within it already. */
  public static JsonPointer where(JsonToken token, JsonParser parser) {
    return token.isStructStart()
        ? parser.streamReadContext().getParent().pathAsPointer()
        : pointer(parser);
  }

  /** The whole number at a pointer. */
  public static OptionalLong number(byte[] json, JsonPointer at) {
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
  public static Optional<String> text(byte[] json, JsonPointer at) {
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

  /** The texts of the object at a pointer, by name; not for secrets. */
  public static SortedMap<String, String> texts(byte[] json, JsonPointer at) {
    SortedMap<String, String> found = new TreeMap<>();
    values(
        json,
        (here, token, parser) -> {
          if (token == JsonToken.VALUE_STRING && at.equals(here.head())) {
            found.put(here.last().getMatchingProperty(), parser.getString());
          }
        });
    return found;
  }

  /** The texts of the array at a pointer; not for secrets. */
  public static List<String> list(byte[] json, JsonPointer at) {
    List<String> found = new ArrayList<>();
    values(
        json,
        (here, token, parser) -> {
          if (token == JsonToken.VALUE_STRING && at.equals(here.head())) {
            found.add(parser.getString());
          }
        });
    return found;
  }

  /** Whether {@code true} stands at a pointer. */
  public static boolean isTrue(byte[] json, JsonPointer at) {
    AtomicBoolean found = new AtomicBoolean();
    values(
        json,
        (here, token, parser) -> {
          if (token == JsonToken.VALUE_TRUE && here.equals(at)) {
            found.set(true);
          }
        });
    return found.get();
  }

  /** The text at a pointer, never made a {@code String}. */
  public static Optional<Secret> secret(byte[] json, JsonPointer at) {
    AtomicReference<Optional<Secret>> found = new AtomicReference<>(Optional.empty());
    values(
        json,
        (here, token, parser) -> {
          if (token == JsonToken.VALUE_STRING && here.equals(at)) {
            found.set(Optional.of(secret(parser)));
          }
        });
    return found.get();
  }

  /** The text that the parser stands at. */
  public static Secret secret(JsonParser parser) {
    int from = parser.getStringOffset();
    return Secret.taking(
        Arrays.copyOfRange(parser.getStringCharacters(), from, from + parser.getStringLength()));
  }

  /** The bytes of an object that {@code write} fills. */
  public static byte[] object(Consumer<JsonGenerator> write) {
    try (Wiped out = new Wiped(16 << 10);
        JsonGenerator generator = generator(out)) {
      generator.writeStartObject();
      write.accept(generator);
      generator.writeEndObject();
      generator.flush();
      return out.toByteArray();
    }
  }
}
