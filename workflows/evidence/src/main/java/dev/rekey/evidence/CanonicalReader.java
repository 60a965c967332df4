// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into plain values; the caller compares with the canonical form. */
final class CanonicalReader {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(CanonicalJson.DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final String text;

  CanonicalReader(String text) {
    this.text = text;
  }

  SortedMap<String, Object> object() {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEvidence("JSON: does not begin with { (expected: one object)");
      }
      SortedMap<String, Object> object = object(parser);
      if (parser.nextToken() != null) {
        throw new MalformedEvidence("JSON: more text after the object (expected: its end)");
      }
      return object;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new MalformedEvidence(
          "JSON: cannot be read at character %d (expected: one object in the canonical form)"
              .formatted(at == null ? 0 : at.getCharOffset() + 1));
    }
  }

  private static SortedMap<String, Object> object(JsonParser parser) {
    SortedMap<String, Object> object = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      object.put(key, value(parser));
    }
    return Collections.unmodifiableSortedMap(object);
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return Collections.unmodifiableList(array);
  }

  private static Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default ->
          throw new MalformedEvidence(
              "JSON: %s at character %d (expected: object, array, text, whole number, true or false)"
                  .formatted(token, parser.currentTokenLocation().getCharOffset() + 1));
    };
  }
}
