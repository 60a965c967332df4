// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.connectors.openbao.Calls.UnexpectedAnswer;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

/**
 * What KV version 2 answers to a read: {@code {"data": {"data": {…}, "metadata": {"version": 3,
 * …}}}} (OpenBao's HTTP interface, "Read secret version").
 *
 * <p>It is read and rewritten token by token: what is beside the selected texts is neither
 * interpreted nor rounded, and no value becomes a {@code String}.
 */
final class KvDocument implements AutoCloseable {

  private static final JsonPointer VERSION = JsonPointer.compile("/data/metadata/version");

  private final byte[] answer;
  private final long version;

  private KvDocument(byte[] answer, long version) {
    this.answer = answer;
    this.version = version;
  }

  /**
   * Copies an answer.
   *
   * @throws UnexpectedAnswer if it has no document or no version, as with KV version 1
   */
  static KvDocument of(byte[] body) {
    OptionalLong version = JsonScan.number(body, VERSION);
    if (version.isEmpty() || !hasDocument(body)) {
      throw new UnexpectedAnswer("a document of KV version 2");
    }
    return new KvDocument(body.clone(), version.getAsLong());
  }

  private static boolean hasDocument(byte[] body) {
    AtomicBoolean has = new AtomicBoolean();
    JsonScan.values(
        body,
        (here, token, parser) -> {
          if (token == JsonToken.START_OBJECT && here.equals(Selectors.DOCUMENT)) {
            has.set(true);
          }
        });
    return has.get();
  }

  long version() {
    return version;
  }

  /** What selectors find. */
  sealed interface Selected {
    /** All of them find a text; the caller closes the value. */
    record Found(CredentialValue value) implements Selected {}

    /** At least this one finds nothing. */
    record Nothing(String part) implements Selected {}

    /** At least this one finds something that is no text. */
    record NoText(String part) implements Selected {}
  }

  /** Reads what all selectors find. */
  Selected select(Selectors selectors) {
    Map<String, Secret> texts = new TreeMap<>();
    Set<String> others = new TreeSet<>();
    JsonScan.values(
        answer,
        (here, token, parser) -> {
          for (String part : selectors.parts(here)) {
            if (token == JsonToken.VALUE_STRING) {
              texts.put(part, JsonScan.secret(parser));
            } else {
              others.add(part);
            }
          }
        });
    for (String part : selectors.pointers().keySet()) {
      if (!texts.containsKey(part)) {
        texts.values().forEach(Secret::close);
        return others.contains(part) ? new Selected.NoText(part) : new Selected.Nothing(part);
      }
    }
    return new Selected.Found(CredentialValue.taking(texts));
  }

  /**
   * The body of a write: this document with other texts under the selectors, on condition that this
   * version is still the newest. The caller wipes it.
   *
   * @param value its parts are UTF-8, which is not checked here
   */
  byte[] rewritten(Selectors selectors, CredentialValue value) {
    Map<JsonPointer, Secret> replacements = new HashMap<>();
    selectors.pointers().forEach((part, pointer) -> replacements.put(pointer, value.part(part)));
    try (Wiped out = new Wiped(answer.length + 1024);
        JsonParser parser = JsonScan.parser(answer);
        JsonGenerator generator = JsonScan.generator(out)) {
      generator.writeStartObject();
      generator.writeObjectPropertyStart("options");
      generator.writeNumberProperty("cas", version);
      generator.writeEndObject();
      generator.writeName("data");
      while (!(parser.nextToken() == JsonToken.START_OBJECT && startsDocument(parser))) {
        // On to the document; that there is one was checked when this was made.
      }
      copy(parser, generator, replacements);
      generator.writeEndObject();
      generator.flush();
      return out.toByteArray();
    }
  }

  private static boolean startsDocument(JsonParser parser) {
    return JsonScan.where(JsonToken.START_OBJECT, parser).equals(Selectors.DOCUMENT);
  }

  private static void copy(
      JsonParser parser, JsonGenerator generator, Map<JsonPointer, Secret> replacements) {
    generator.copyCurrentEventExact(parser);
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      Secret replacement =
          token == JsonToken.VALUE_STRING ? replacements.get(JsonScan.pointer(parser)) : null;
      if (replacement != null) {
        replacement.open(bytes -> generator.writeUTF8String(bytes, 0, bytes.length));
      } else if (token.isNumeric()) {
        // As written: read as numbers, -0.0 would lose its sign and 1e2 its form.
        generator.writeRawValue(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
      } else {
        generator.copyCurrentEventExact(parser);
      }
    }
  }

  @Override
  public void close() {
    Arrays.fill(answer, (byte) 0);
  }
}
