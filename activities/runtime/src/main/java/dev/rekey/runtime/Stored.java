// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime;

import tools.jackson.databind.json.JsonMapper;

/** How records are written to text columns and read back; not for anything that is hashed. */
public final class Stored {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Stored() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static <T> T read(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }
}
