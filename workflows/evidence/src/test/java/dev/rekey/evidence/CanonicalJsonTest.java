// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CanonicalJsonTest {

  private enum Colour {
    DARK_RED
  }

  @Test
  void sortsKeysAndWritesNoWhiteSpace() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("b", List.of(1, 2L, true, List.of(), Map.of()));
    object.put("a", Map.of("z", false, "Z", "x"));
    assertThat(CanonicalJson.write(object))
        .isEqualTo("{\"a\":{\"Z\":\"x\",\"z\":false},\"b\":[1,2,true,[],{}]}");
  }

  @Test
  void sortsByUtf16CodeUnitNotByCodePoint() {
    // U+FB33 is smaller than U+1F600 as a code point and larger in UTF-16 (RFC 8785, section
    // 3.2.3).
    assertThat(CanonicalJson.write(Map.of("\ufb33", 1, "\ud83d\ude00", 2)))
        .isEqualTo("{\"\ud83d\ude00\":2,\"\ufb33\":1}");
  }

  @Test
  void escapesOnlyWhatMustBeEscaped() {
    assertThat(CanonicalJson.write(Map.of("a", "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u20acü")))
        .isEqualTo("{\"a\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u20acü\"}");
  }

  @Test
  void writesTimesDigestsAndEnumsAsText() {
    Digest digest = Digest.ofText("x");
    assertThat(
            CanonicalJson.write(
                Map.of("t", Instant.ofEpochMilli(1), "d", digest, "e", Colour.DARK_RED)))
        .isEqualTo(
            "{\"d\":\"" + digest + "\",\"e\":\"dark-red\",\"t\":\"1970-01-01T00:00:00.001Z\"}");
  }

  @Test
  void refusesWhatHasNoOneForm() {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("key", null);
    List<Object> listWithNull = new ArrayList<>();
    listWithNull.add(null);
    for (Map<String, Object> object :
        List.of(
            withNull,
            Map.<String, Object>of("key", listWithNull),
            Map.<String, Object>of("key", 1.5),
            Map.<String, Object>of("key", 1L << 53),
            Map.<String, Object>of("key", -(1L << 53)),
            Map.<String, Object>of("key", "\ud800"),
            Map.<String, Object>of("\udc00", "key"),
            Map.<String, Object>of("key", "\ude00\ud83d"),
            Map.<String, Object>of("key", new Object()))) {
      assertThatThrownBy(() -> CanonicalJson.write(object))
          .as(object.toString())
          .isInstanceOf(MalformedEvidence.class)
          .hasMessageContaining("expected");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " {}",
        "{} ",
        "{}\n",
        "{}{}",
        "{\"a\": 1}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1.0}",
        "{\"a\":1e2}",
        "{\"a\":-0}",
        "{\"a\":01}",
        "{\"a\":9007199254740992}",
        "{\"a\":99999999999999999999}",
        "{\"a\":null}",
        "{\"a\":NaN}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\\u001F\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\t\"}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"a\":}",
        "{/**/}",
        "[]",
        "[{}]",
        "\"a\"",
        "1",
        "{\"a\":[",
        "{\"a\":tru}",
        "\ufeff{}"
      })
  void refusesEveryOtherForm(String text) {
    assertThatThrownBy(() -> CanonicalJson.read(text))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("expected");
  }

  @Test
  void refusesMoreThanThirtyLevelsBothWays() {
    String deep = "{\"a\":".repeat(30) + "{}" + "}".repeat(30);
    assertThatThrownBy(() -> CanonicalJson.read(deep)).isInstanceOf(MalformedEvidence.class);
    String veryDeep = "{\"a\":".repeat(100_000);
    assertThatThrownBy(() -> CanonicalJson.read(veryDeep)).isInstanceOf(MalformedEvidence.class);
    Map<String, Object> nested = Map.of();
    for (int i = 0; i < 30; i++) {
      nested = Map.of("a", List.of(nested));
    }
    Map<String, Object> tooDeep = nested;
    assertThatThrownBy(() -> CanonicalJson.write(tooDeep))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("30 levels");
    String deepest = "{\"a\":".repeat(29) + "{}" + "}".repeat(29);
    assertThat(CanonicalJson.write(CanonicalJson.read(deepest))).isEqualTo(deepest);
  }

  @Test
  void whatIsReadCannotBeChanged() {
    SortedMap<String, Object> read = CanonicalJson.read("{\"a\":[1],\"b\":{\"c\":1}}");
    assertThatThrownBy(read::clear).isInstanceOf(UnsupportedOperationException.class);
    for (Object inner : read.values()) {
      assertThatThrownBy(inner instanceof List<?> list ? list::clear : ((Map<?, ?>) inner)::clear)
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void readsBackWhateverItWrote() {
    Random random = new Random(2026_11_23);
    for (int i = 0; i < 3_000; i++) {
      Map<String, Object> object = object(random, 4);
      String text = CanonicalJson.write(object);
      assertThat(CanonicalJson.read(text)).isEqualTo(CanonicalJson.copy(object));
      assertThat(CanonicalJson.write(CanonicalJson.read(text))).isEqualTo(text);
    }
  }

  @Test
  void neverReadsTwoTextsAsTheSameObject() {
    Random random = new Random(4711);
    for (int i = 0; i < 3_000; i++) {
      String text = CanonicalJson.write(object(random, 3));
      StringBuilder changed = new StringBuilder(text);
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, (char) random.nextInt(128));
        case 1 -> changed.deleteCharAt(at);
        default -> changed.insert(at, (char) random.nextInt(128));
      }
      if (changed.toString().equals(text)) {
        continue;
      }
      try {
        assertThat(CanonicalJson.read(changed.toString())).isNotEqualTo(CanonicalJson.read(text));
      } catch (MalformedEvidence e) {
        assertThat(e).hasMessageContaining("expected");
      }
    }
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put(text(random), value(random, depth - 1));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> text(random);
      case 1 -> random.nextLong() >> 11;
      case 2 -> random.nextInt();
      case 3 -> random.nextBoolean();
      case 4 -> object(random, depth);
      default -> random.ints(random.nextInt(4)).mapToObj(n -> value(random, depth - 1)).toList();
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> random.nextInt(0x80);
            case 2 -> 0xa0 + random.nextInt(0x3000);
            default -> 0x10000 + random.nextInt(0x10000);
          });
    }
    return text.toString();
  }
}
