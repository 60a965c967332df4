// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rekey.planning.text.Shown;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The API's JSON: times and lengths of time in ISO-8601, what is absent as null. */
public final class Json {

  private static final int LAST_ASCII = 0x7e;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              usual -> usual.withValueInclusion(JsonInclude.Include.ALWAYS))
          // A server of another release may leave out what it does not know.
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  /** In one line, without a line end. */
  public static byte[] compact(Object value) {
    return inert(MAPPER.writeValueAsString(value));
  }

  /** As {@link #compact}, never as text: what holds a value that is wiped afterwards. */
  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** Laid out for people, with a line end. */
  public static byte[] pretty(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(inert(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value)));
    bytes.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /**
   * With marks that turn or hide what stands beside them written as escapes: whoever reads it on a
   * terminal sees what is there, and programs read the same. They stand in texts only.
   */
  private static byte[] inert(String json) {
    StringBuilder shown = new StringBuilder(json.length());
    json.codePoints()
        .forEach(codePoint -> {
          if (codePoint > LAST_ASCII && Shown.hidden(codePoint)) {
            for (char unit : Character.toChars(codePoint)) {
              shown.append("\\u%04x".formatted((int) unit));
            }
          } else {
            shown.appendCodePoint(codePoint);
          }
        });
    return shown.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one object.
   *
   * @throws JacksonException if it has another shape
   */
  public static <T> T read(byte[] json, Class<T> view) {
    return MAPPER.readValue(json, view);
  }

  /**
   * Reads a list of objects.
   *
   * @throws JacksonException if it has another shape
   */
  public static <T> List<T> readList(byte[] json, Class<T> view) {
    List<T> values = MAPPER.readerForListOf(view).readValue(json);
    return List.copyOf(values);
  }
}
