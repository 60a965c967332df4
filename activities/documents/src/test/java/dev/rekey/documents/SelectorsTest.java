// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

@Timeout(20)
class SelectorsTest {

  private static Secret secret(String text) {
    return Secret.taking(text.toCharArray());
  }

  private static String text(Secret secret) {
    return secret.open(bytes -> new String(bytes, UTF_8));
  }

  private static Selectors selectors(Map<String, String> byPart) {
    return Selectors.of(byPart).orElseThrow();
  }

  private static final Selectors OF_ONE_TEXT =
      selectors(Map.of("role", "dsn-user:text", "password", "dsn-password:text"));

  private static CredentialValue value(String role, String password) {
    return CredentialValue.taking(Map.of("role", secret(role), "password", secret(password)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "postgres://app:old@db.example.com:5432/app?sslmode=require app old",
        "postgresql://app:o%6Cd%2F%40@db/app app old/@",
        "postgres://app:has@sign@db/app app has@sign",
        "postgres://app:@db/app app ''",
        "jdbc:postgresql://db/app?user=app&password=ol%26d&ssl=true app ol&d",
        "postgres://app@db/app?password=old app old",
        "amqp://app:old@mq app old",
        "postgres://app:100%@db app 100%",
      })
  void findsUserAndPasswordOfAnAddress(String dsn, String role, String password) {
    assertFound(dsn, role, password);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "host=db user=app password=old dbname=app; app; old",
        "user = app password = 'o l\\'d' host=db; app; o l'd",
        "password=a\\ b user='app'; app; a b",
      })
  void findsUserAndPasswordOfSettings(String dsn, String role, String password) {
    assertFound(dsn, role, password);
  }

  private static void assertFound(String dsn, String role, String password) {
    Selected selected = OF_ONE_TEXT.select(secret(dsn));
    assertThat(selected).isInstanceOf(Selected.Found.class);
    CredentialValue value = ((Selected.Found) selected).value();
    assertThat(text(value.part("role"))).isEqualTo(role);
    assertThat(text(value.part("password"))).isEqualTo(password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "just a text",
        "postgres://db/app",
        "postgres://app@db/app",
        "postgres://app:one@db/app?password=two",
        "postgres://app@db/app?password=one&password=two",
        "host=db user=app",
        "user=app password='never closed",
        "user=app password=one password=two",
        "https://db/app#user=app&password=x"
      })
  void whatNamesNoPasswordOrTwoHasNone(String dsn) {
    assertThat(OF_ONE_TEXT.select(secret(dsn))).isInstanceOf(Selected.Nothing.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "postgres://app:old@db:5432/app?x=1; postgres://b:n%2F%40w%20%27%5C@db:5432/app?x=1",
        "jdbc:p://db/a?user=app&password=old&z=1; jdbc:p://db/a?user=b&password=n%2F%40w%20%27%5C&z=1",
        "host=db user=app password='o ld' port=1; host=db user=b password='n/@w \\'\\\\' port=1",
      })
  void aWrittenPartIsEncodedAndAllElseStaysAsItWas(String dsn, String expected) {
    Secret after = OF_ONE_TEXT.rewritten(secret(dsn), value("b", "n/@w '\\"));

    assertThat(text(after)).isEqualTo(expected);
    assertFound(expected, "b", "n/@w '\\");
  }

  @Test
  void partsOfOneTextWithinJsonAreReplacedTogether() {
    Selectors within =
        selectors(Map.of("role", "dsn-user:/db/url", "password", "dsn-password:/db/url"));
    String json = "{\"db\":{\"url\":\"postgres://app:old@h/x\",\"n\":1e2},\"text\":\"stays\"}";
    JsonDocument document = new JsonDocument(json.getBytes(UTF_8), JsonPointer.empty());

    assertThat(new String(document.rewritten(within, value("b", "n:w")), UTF_8))
        .isEqualTo("{\"db\":{\"url\":\"postgres://b:n%3Aw@h/x\",\"n\":1e2},\"text\":\"stays\"}");
  }

  @Test
  void aDocumentThatIsOneTextIsReplacedAsAWhole() {
    Selectors whole = selectors(Map.of("password", "text"));

    assertThat(whole.areOfOneText()).isTrue();
    assertThat(text(whole.rewritten(secret("old"), value("app", "new")))).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "dsn-password:", "dsn-password:key", "Text", "dsn:/a", "/a~2"})
  void otherFormsAreNoSelectors(String selector) {
    assertThat(Selectors.of(Map.of("part", selector))).isEmpty();
  }

  @Test
  void aDocumentIsEitherOneTextOrJson() {
    assertThat(Selectors.of(Map.of("role", "/role", "password", "text"))).isEmpty();
  }
}
