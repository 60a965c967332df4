// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of what the API takes and gives, as JSON Schemas: made from the records themselves.
 */
final class Schemas {

  private final SortedMap<String, Object> components = new TreeMap<>();
  private final Map<Class<?>, String> names = new LinkedHashMap<>();

  /** All that were asked for so far, by name. */
  SortedMap<String, Object> components() {
    return components;
  }

  /** The schema of a type; a record's is a reference to its component. */
  Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    if (!(type instanceof Class<?> plain)) {
      return Map.of();
    }
    if (plain.isRecord()) {
      return Map.of("$ref", "#/components/schemas/" + component(plain));
    }
    return simple(plain);
  }

  private Map<String, Object> generic(ParameterizedType type) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (Collection.class.isAssignableFrom(raw)) {
      return Map.of("type", "array", "items", of(last));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return Map.of("type", "object", "additionalProperties", of(last));
    }
    return of(last);
  }

  private static Map<String, Object> simple(Class<?> type) {
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return Map.of("type", "integer");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == Duration.class) {
      return Map.of("type", "string", "format", "duration");
    }
    if (type == byte[].class) {
      return Map.of("type", "string", "contentEncoding", "base64");
    }
    if (type == String.class || type == URI.class || type.isEnum()) {
      return Map.of("type", "string");
    }
    return Map.of();
  }

  private String component(Class<?> type) {
    String known = names.get(type);
    if (known != null) {
      return known;
    }
    Class<?> around = type.getEnclosingClass();
    String simple = type.getSimpleName();
    String name =
        components.containsKey(simple) && around != null
            ? around.getSimpleName().replace("Controller", "") + simple
            : simple;
    names.put(type, name);
    // Taken before its parts are looked at: one of them may be of the same name.
    components.put(name, Map.of());
    components.put(name, record(type));
    return name;
  }

  private Map<String, Object> record(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent part : type.getRecordComponents()) {
      boolean mayBeNull = isNullable(part.getAnnotatedType());
      Map<String, Object> schema = of(part.getGenericType());
      properties.put(
          part.getName(),
          mayBeNull ? Map.of("anyOf", List.of(schema, Map.of("type", "null"))) : schema);
      if (!mayBeNull) {
        required.add(part.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    return schema;
  }

  static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }
}
