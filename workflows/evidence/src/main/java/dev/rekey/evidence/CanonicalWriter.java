// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes values as canonical text, refusing on the way what has no one form. */
final class CanonicalWriter {

  private final StringBuilder out = new StringBuilder();

  String write(Map<?, ?> object) {
    object(object, 1);
    return out.toString();
  }

  private void value(@Nullable Object value, int depth) {
    switch (value) {
      case Map<?, ?> object -> object(object, depth + 1);
      case List<?> array -> array(array, depth + 1);
      case null, default -> {
        Object leaf = Plain.leaf(value);
        if (leaf instanceof String text) {
          text(text);
        } else {
          out.append(leaf);
        }
      }
    }
  }

  private void object(Map<?, ?> object, int depth) {
    Plain.checkDepth(depth);
    char sign = '{';
    for (Map.Entry<?, ?> field : sorted(object).entrySet()) {
      out.append(sign);
      String key = Plain.key(field.getKey());
      text(key);
      out.append(':');
      value(Plain.present(key, field.getValue()), depth);
      sign = ',';
    }
    out.append(sign == '{' ? "{}" : "}");
  }

  /** Natural order of text is by UTF-16 code unit. */
  private static Map<?, ?> sorted(Map<?, ?> object) {
    if (object instanceof SortedMap<?, ?> sorted && sorted.comparator() == null) {
      return object;
    }
    SortedMap<String, Object> sorted = new TreeMap<>();
    object.forEach((key, value) -> sorted.put(Plain.key(key), Plain.present(key, value)));
    return sorted;
  }

  private void array(List<?> array, int depth) {
    Plain.checkDepth(depth);
    char sign = '[';
    for (Object value : array) {
      out.append(sign);
      value(value, depth);
      sign = ',';
    }
    out.append(sign == '[' ? "[]" : "]");
  }

  private void text(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, written, i).append(escaped(c));
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) c);
    };
  }
}
