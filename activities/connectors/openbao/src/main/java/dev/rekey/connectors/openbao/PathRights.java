// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import dev.rekey.words.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

/** Asks which rights our token has on the paths of one location ({@code sys/capabilities-self}). */
final class PathRights {

  private static final JsonPointer DATA = JsonPointer.compile("/data");

  private final Calls calls;

  PathRights(Calls calls) {
    this.calls = calls;
  }

  /** The rights that reading, writing and destroying versions need and that we lack. */
  Outcome<List<String>> missing(KvPath path) {
    Map<String, List<String>> needed = new TreeMap<>();
    needed.put(String.join("/", path.in("data")), List.of("read", "update"));
    needed.put(String.join("/", path.in("destroy")), List.of("update"));
    needed.put(String.join("/", path.in("metadata")), List.of("read"));
    return calls.post(
        "ask for rights on " + String.join("/", path.path()),
        Effect.NONE,
        List.of("sys", "capabilities-self"),
        question(needed.keySet()),
        answer -> missing(needed, granted(answer)));
  }

  static byte[] question(Set<String> paths) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = JsonScan.generator(out)) {
      generator.writeStartObject();
      generator.writeArrayPropertyStart("paths");
      paths.forEach(generator::writeString);
      generator.writeEndArray();
      generator.writeEndObject();
    }
    return out.toByteArray();
  }

  private static List<String> missing(
      Map<String, List<String>> needed, Map<String, Set<String>> granted) {
    List<String> missing = new ArrayList<>();
    needed.forEach((path, rights) -> {
      Set<String> ours = granted.getOrDefault(path, Set.of());
      for (String right : rights) {
        if (!ours.contains(right) && !ours.contains("root")) {
          missing.add(right + " on " + path);
        }
      }
    });
    return missing;
  }

  /** From {@code {"data": {"secret/data/x": ["read", …], …}}}. */
  static Map<String, Set<String>> granted(byte[] answer) {
    Map<String, Set<String>> granted = new TreeMap<>();
    JsonScan.values(
        answer,
        (here, token, parser) -> {
          JsonPointer list = here.head();
          if (token == JsonToken.VALUE_STRING && list != null && DATA.equals(list.head())) {
            granted
                .computeIfAbsent(list.last().getMatchingProperty(), path -> new TreeSet<>())
                .add(parser.getString());
          }
        });
    if (granted.isEmpty()) {
      throw new Calls.UnexpectedAnswer("capabilities by path");
    }
    return granted;
  }
}
