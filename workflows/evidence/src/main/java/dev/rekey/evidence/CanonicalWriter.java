// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import java.util.List;
import java.util.Map;

/** Writes plain values as canonical text. */
final class CanonicalWriter {

  private final StringBuilder out = new StringBuilder();

  String write(Map<String, ?> object) {
    value(CanonicalJson.copy(object));
    return out.toString();
  }

  private void value(Object value) {
    switch (value) {
      case Map<?, ?> object -> object(object);
      case List<?> array -> array(array);
      case String text -> text(text);
      default -> out.append(value);
    }
  }

  private void object(Map<?, ?> object) {
    char sign = '{';
    for (Map.Entry<?, ?> field : object.entrySet()) {
      out.append(sign);
      text((String) field.getKey());
      out.append(':');
      value(field.getValue());
      sign = ',';
    }
    out.append(sign == '{' ? "{}" : "}");
  }

  private void array(List<?> array) {
    char sign = '[';
    for (Object value : array) {
      out.append(sign);
      value(value);
      sign = ',';
    }
    out.append(sign == '[' ? "[]" : "]");
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
