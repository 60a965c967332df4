// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class FieldsTest {

  private static Fields fields(String json) {
    return Fields.of("thing", CanonicalJson.read(json));
  }

  private static void refused(String json, Consumer<Fields> read, String... message) {
    assertThatThrownBy(() -> read.accept(fields(json)))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("thing")
        .hasMessageContainingAll(message);
  }

  @Test
  void readsEachType() {
    Fields fields =
        fields(
            "{\"e\":\"micro-\",\"i\":7,\"l\":[{\"x\":1},{\"x\":2}],\"o\":{\"k\":\"v\"},"
                + "\"s\":[\"a\",\"b\"],\"t\":\"2026-11-23T18:00:00Z\",\"x\":\"text\"}");
    assertThat(fields.number("i")).isEqualTo(7);
    assertThat(fields.count("i")).isEqualTo(7);
    assertThat(fields.text("x")).isEqualTo("text");
    assertThat(fields.textOrNull("nowhere")).isNull();
    assertThat(fields.instant("t")).isEqualTo(Instant.parse("2026-11-23T18:00:00Z"));
    assertThat(fields.instantOrNull("nowhere")).isNull();
    assertThat(fields.textList("s")).containsExactly("a", "b");
    assertThat(fields.texts("o")).containsEntry("k", "v");
    assertThat(fields.list("l", each -> each.number("x"))).containsExactly(1L, 2L);
    assertThat(fields.objectOrNull("nowhere")).isNull();
    assertThat(fields("{\"u\":\"seconds\"}").oneOf("u", TimeUnit.class))
        .isEqualTo(TimeUnit.SECONDS);
  }

  @Test
  void saysWhatIsMissingOrOfTheWrongType() {
    refused("{}", f -> f.text("x"), "no 'x'", "expected: text");
    refused("{\"x\":1}", f -> f.text("x"), "'x' is '1'", "expected: text");
    refused("{\"x\":\"1\"}", f -> f.number("x"), "a whole number");
    refused("{\"x\":-1}", f -> f.count("x"), "'-1'");
    refused("{\"x\":4294967296}", f -> f.count("x"), "4294967296");
    refused("{\"x\":[1]}", f -> f.textList("x"), "an array of texts");
    refused("{\"x\":[1]}", f -> f.list("x", Fields::toString), "an array of objects");
    refused("{\"x\":{\"k\":1}}", f -> f.texts("x"), "values are texts");
    refused("{\"x\":\"eons\"}", f -> f.oneOf("x", TimeUnit.class), "'eons'", "seconds");
  }

  @Test
  void refusesFieldsThatNobodyAskedFor() {
    Fields fields = fields("{\"known\":1,\"unknown\":2}");
    fields.number("known");
    assertThatThrownBy(fields::end)
        .isInstanceOf(MalformedEvidence.class)
        .hasMessage("thing: unknown field 'unknown' (expected: only [known])");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T18:00:00.000Z",
        "2026-11-23T18:00Z",
        "2026-11-23T18:00:00+00:00",
        "2026-11-23",
        "today"
      })
  void refusesASecondSpellingOfATime(String time) {
    refused("{\"t\":\"" + time + "\"}", f -> f.instant("t"), "expected: a time like");
  }

  @Test
  void showsHostileTextHarmlessly() {
    refused("{\"x\":\"\u202e\\u001b[2J\"}", f -> f.number("x"), "\\u202e\\u001b[2J");
  }
}
