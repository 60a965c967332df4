// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import tools.jackson.databind.json.JsonMapper;

/**
 * How records are written to text columns and read back; not for anything that is hashed.
 *
 * <p>People and jobs look at the same rows again and again, so that a text is parsed once while it
 * is remembered. It is always the text in the row that is looked up: a changed row is read anew.
 */
public final class Stored {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** In characters: some ten thousand rotations. */
  private static final long REMEMBERED = 16L << 20;

  private static final Cache<Source, Object> READ =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED)
          .weigher((Source source, Object _) -> source.text().length())
          .build();

  private record Source(Class<?> type, String text) {}

  private Stored() {}

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  public static <T> T read(String text, Class<T> type) {
    // Only records may be shared: what else can be read back may be changed by who asked.
    return type.isRecord()
        ? type.cast(READ.get(new Source(type, text), source -> MAPPER.readValue(text, type)))
        : MAPPER.readValue(text, type);
  }
}
