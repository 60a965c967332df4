// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rekey.connectors.openbao.Calls.UnexpectedAnswer;
import dev.rekey.documents.JsonScan;
import dev.rekey.documents.Selected;
import dev.rekey.documents.Selectors;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

@Timeout(20)
class KvDocumentTest {

  private static KvDocument document(String data) {
    return KvDocument.of(
        "{\"data\":{\"data\":%s,\"metadata\":{\"version\":7}}}".formatted(data).getBytes(UTF_8));
  }

  private static Selectors selectors(String... partsAndPointers) {
    Map<String, String> pointers = new HashMap<>();
    for (int i = 0; i < partsAndPointers.length; i += 2) {
      pointers.put(partsAndPointers[i], partsAndPointers[i + 1]);
    }
    return Selectors.of(pointers).orElseThrow();
  }

  private static String text(Selected selected, String part) {
    assertThat(selected).isInstanceOf(Selected.Found.class);
    return ((Selected.Found) selected).value().part(part).open(bytes -> new String(bytes, UTF_8));
  }

  private static CredentialValue value(String part, String text) {
    return CredentialValue.taking(Map.of(part, Secret.taking(text.toCharArray())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/key; {\"key\":\"found\"}",
        "/a/b/c; {\"a\":{\"b\":{\"c\":\"found\"}}}",
        "/a/1; {\"a\":[\"no\",\"found\"]}",
        "/a/1; {\"a\":{\"1\":\"found\"}}",
        "/a~1b; {\"a/b\":\"found\",\"a\":{\"b\":\"no\"}}",
        "/m~0n; {\"m~n\":\"found\"}",
        "/; {\"\":\"found\"}",
        "/a//b; {\"a\":{\"\":{\"b\":\"found\"}}}",
        "/a b; {\"a b\":\"found\"}",
        "/ä%22; {\"ä%22\":\"found\"}",
        "/data/data; {\"data\":{\"data\":\"found\"}}",
        "/key; {\"other\":{\"key\":\"no\"},\"key\":\"found\"}",
        "/key; {\"key\":\"\\u0066ound\"}"
      })
  void findsTextsByJsonPointer(String pointer, String data) {
    assertThat(text(document(data).select(selectors("part", pointer)), "part")).isEqualTo("found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/key; {}",
        "/key; {\"KEY\":\"x\"}",
        "/a/b; {\"a\":\"text\"}",
        "/a/2; {\"a\":[\"x\",\"y\"]}",
        "/a/01; {\"a\":[\"x\",\"y\"]}",
        "/a/-; {\"a\":[\"x\",\"y\"]}",
        "/metadata/version; {\"key\":\"x\"}"
      })
  void findsNothingWhereThereIsNothing(String pointer, String data) {
    assertThat(document(data).select(selectors("part", pointer)))
        .isEqualTo(new Selected.Nothing("part"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.5", "true", "null", "{}", "{\"x\":\"y\"}", "[]", "[\"x\"]"})
  void whatIsNoTextIsNotTakenForOne(String other) {
    assertThat(document("{\"key\":%s}".formatted(other)).select(selectors("part", "/key")))
        .isEqualTo(new Selected.NoText("part"));
  }

  @Test
  void onePartMissingMeansNoValueAtAll() {
    assertThat(document("{\"a\":\"x\"}").select(selectors("one", "/a", "two", "/b")))
        .isEqualTo(new Selected.Nothing("two"));
  }

  @Test
  void partsMayShareAText() {
    Selected selected = document("{\"a\":\"x\"}").select(selectors("one", "/a", "two", "/a"));

    assertThat(text(selected, "one")).isEqualTo("x");
    assertThat(text(selected, "two")).isEqualTo("x");
  }

  @Test
  void rewritesOnlyTheSelectedTextAndAsksForItsOwnVersion() {
    String data =
        "{\"a\":1.10,\"b\":1e-7,\"c\":12345678901234567890123,\"d\":-0.0,\"e\":[true,false,null],"
            + "\"key\":\"old\",\"f\":{\"key\":\"old\",\"\":{}},\"g\":\"\\\"\\\\\\n\\u0001ä😀\"}";

    byte[] body = document(data).rewritten(selectors("part", "/key"), value("part", "n\"e\\w\n"));

    assertThat(new String(body, UTF_8))
        .isEqualTo(
            "{\"options\":{\"cas\":7},\"data\":"
                + data.replaceFirst("\"key\":\"old\"", "\"key\":\"n\\\\\"e\\\\\\\\w\\\\n\"")
                + "}");
  }

  @Test
  void rewritesWithinArraysAndEscapedNames() {
    byte[] body =
        document("{\"a/b\":[\"x\",{\"~\":\"old\"}],\"z\":\"old\"}")
            .rewritten(selectors("part", "/a~1b/1/~0"), value("part", "new"));

    assertThat(new String(body, UTF_8))
        .endsWith("\"data\":{\"a/b\":[\"x\",{\"~\":\"new\"}],\"z\":\"old\"}}");
  }

  @Test
  void manyNumbersKeepWhatTheyMean() {
    for (String number :
        new String[] {
          "0",
          "-1",
          "9223372036854775807",
          "9223372036854775808",
          "0.1",
          "100.00",
          "1E+2",
          "1.0E-30",
          "123456789.123456789123456789",
          "1E+400"
        }) {
      byte[] body =
          document("{\"n\":%s,\"key\":\"old\"}".formatted(number))
              .rewritten(selectors("part", "/key"), value("part", "new"));
      assertThat(new String(body, UTF_8)).contains("{\"n\":%s,".formatted(number));
    }
  }

  @Test
  void halfACharacterBesideTheValueStaysHalf() {
    byte[] body =
        document("{\"half\":\"\\uD800\",\"key\":\"old\"}")
            .rewritten(selectors("part", "/key"), value("part", "new"));

    assertThat(new String(body, UTF_8)).contains("{\"half\":\"\\uD800\",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"text\"",
        "{\"data\":{\"key\":\"value\"}}",
        "{\"data\":{\"data\":{},\"metadata\":{}}}",
        "{\"data\":{\"data\":null,\"metadata\":{\"version\":2}}}",
        "{\"data\":{\"data\":\"text\",\"metadata\":{\"version\":2}}}",
        "{\"data\":{\"data\":{},\"metadata\":{\"version\":\"2\"}}}"
      })
  void anAnswerOfAnotherFormIsNoDocument(String answer) {
    assertThatExceptionOfType(UnexpectedAnswer.class)
        .isThrownBy(() -> KvDocument.of(answer.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"data\":{\"data\":{\"key\":\"val", "{\"data\":"})
  void anAnswerThatBreaksOffIsNoDocument(String answer) {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> KvDocument.of(answer.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "key", "key/a", "/~", "/~2", "/a~", "#/a"})
  void whatIsNoJsonPointerIsNoSelector(String pointer) {
    assertThat(Selectors.of(Map.of("part", pointer))).isEmpty();
  }

  /** What was taken for a document can be read and written back, whatever its bytes are. */
  @Test
  void noDocumentBreaksLater() {
    Random random = new Random(20261123);
    byte[] seed =
        ("{\"data\":{\"data\":{\"key\":\"old\",\"n\":-1.50e3,\"l\":[1,\"\\u00e4ö\\n\",null,{}],"
                + "\"o\":{\"key\":true}},\"metadata\":{\"version\":7}}}")
            .getBytes(UTF_8);
    Selectors selectors = selectors("part", "/key");
    int documents = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = seed.clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        int at = random.nextInt(mutated.length);
        mutated[at] =
            random.nextBoolean() ? (byte) random.nextInt(256) : seed[random.nextInt(seed.length)];
      }
      KvDocument document;
      try {
        document = KvDocument.of(mutated);
      } catch (JacksonException | UnexpectedAnswer e) {
        continue;
      }
      documents++;
      if (document.select(selectors) instanceof Selected.Found(CredentialValue found)) {
        found.close();
        byte[] body = document.rewritten(selectors, value("part", "new"));
        JsonScan.values(body, (here, token, parser) -> {});
      }
    }
    assertThat(documents).isGreaterThan(500);
  }
}
