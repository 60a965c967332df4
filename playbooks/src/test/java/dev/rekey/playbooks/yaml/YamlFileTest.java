// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.text.Mistake;
import dev.rekey.words.SystemName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class YamlFileTest {

  private static YamlFile file(String text) {
    return YamlFile.read("rekey.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tellsEveryKeyThatNobodyAskedFor() {
    YamlFile file = file("port: 1\nprot: 2\nsystems:\n  - {name: a, nmae: b}\n");
    file.root().integer("port", 1, 65_535);
    file.root().list("systems").orElseThrow().maps().forEach(map -> map.label("name"));

    assertThat(file.mistakes())
        .extracting(Mistake::toString)
        .containsExactly(
            "rekey.yaml:2:1: 'prot' is not known here (expected: one of [port, systems]);"
                + " did you mean 'port'?",
            "rekey.yaml:4:15: 'nmae' is not known here (expected: one of [name]); did you mean"
                + " 'name'?");
    assertThat(file.mistakes()).hasSize(2);
  }

  @Test
  void takesAnEmptyFileForAnEmptyMap() {
    assertThat(file("# nothing\n").mistakes()).isEmpty();
    assertThat(file("---\n").root().entries()).isEmpty();
    assertThat(file("").reading(() -> 1)).isEqualTo(new Reading.Read<>(1));
  }

  @Test
  void leavesTextAsItIs() {
    YamlMap root = file("a: no\nb: 010\nc: 2026-11-23\nd: 'null'\ne: on\n").root();

    assertThat(root.entries())
        .extracting(entry -> ((YamlText) entry.value()).text())
        .containsExactly("no", "010", "2026-11-23", "null", "on");
  }

  @Test
  void readsFlagsOnlyAsTrueAndFalse() {
    YamlFile file = file("a: true\nb: false\nc: yes\n");

    assertThat(file.root().flag("a")).contains(true);
    assertThat(file.root().flag("b")).contains(false);
    assertThat(file.root().flag("c")).isEmpty();
    assertThat(file.mistakes())
        .extracting(Mistake::toString)
        .containsExactly("rekey.yaml:3:4: c: 'yes' (expected: true or false)");
  }

  @Test
  void asksNothingOfAFileThatCannotBeRead() {
    YamlFile file = file("a: [1\n");
    file.root().require("b");

    assertThat(file.mistakes()).singleElement().matches(each -> each.rule().equals("syntax"));
    assertThat(file.reading(() -> 1)).isInstanceOf(Reading.Wrong.class);
  }

  @Test
  void refusesWhatIsTooLargeOrNoText() {
    assertThat(file("#".repeat(YamlFile.LARGEST + 1)).mistakes())
        .extracting(Mistake::rule)
        .containsExactly("too-large");
    assertThat(YamlFile.read("rekey.yaml", new byte[] {'a', ':', ' ', (byte) 0xFF}).mistakes())
        .extracting(Mistake::rule)
        .containsExactly("not-utf-8");
    assertThat(file("a: \0").mistakes()).extracting(Mistake::rule).containsExactly("nul-byte");
  }

  @Test
  void goesDownThirtyLevelsAndNoFurther() {
    assertThat(nested(29).mistakes()).isEmpty();
    assertThat(nested(30).mistakes()).extracting(Mistake::rule).containsExactly("too-deep");
  }

  /** A map at the top and {@code lists} lists within it. */
  private static YamlFile nested(int lists) {
    YamlFile file = file("a: " + "[".repeat(lists) + "]".repeat(lists));
    file.root().find("a");
    return file;
  }

  @Test
  void tellsAtMostAHundredMistakes() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("key").append(i).append(": x\n");
    }

    List<Mistake> mistakes = file(text.toString()).mistakes();

    assertThat(mistakes).hasSize(100);
  }

  @Test
  void saysWhichPartOfAListIsOfAnotherForm() {
    YamlFile file = file("names: [a, [b]]\nsystems:\n  - c\n  - {name: d}\n");

    assertThat(file.root().list("names").orElseThrow().texts()).hasSize(1);
    assertThat(file.root().list("systems").orElseThrow().maps())
        .singleElement()
        .satisfies(map -> assertThat(map.as("name", SystemName::new)).isPresent());
    assertThat(file.mistakes())
        .extracting(Mistake::toString)
        .containsExactly(
            "rekey.yaml:1:12: names: a list (expected: a single value)",
            "rekey.yaml:3:5: systems: 'c' (expected: keys and values)");
  }

  @Test
  void tellsWhatAnotherTypeRefuses() {
    YamlFile file = file("name: A B\n");

    assertThat(file.root().as("name", SystemName::new)).isEmpty();
    assertThat(file.mistakes())
        .extracting(Mistake::toString)
        .containsExactly(
            "rekey.yaml:1:7: name: system: 'A B' (expected: 1 to 63 of a-z, 0-9 and '-', not at the"
                + " ends)");
  }

  @Test
  void refusesAFileThatHoldsASingleWord() {
    assertThat(file("hello\n").mistakes())
        .extracting(Mistake::toString)
        .containsExactly("rekey.yaml:1:1: 'hello' (expected: keys and values)");
  }

  @Test
  void saysInWhichLineACharacterIsNotPrintable() {
    assertThat(file("a: b\nc:\u0007d\n").mistakes())
        .extracting(Mistake::toString)
        .containsExactly("rekey.yaml:2:3: character \\u{7} (expected: printable characters only)");
  }

  @Test
  void takesAFileOfExactlyTheLargestSize() {
    String text = "a: b\n";
    YamlFile file = file(text + "#".repeat(YamlFile.LARGEST - text.length()));

    assertThat(file.root().text("a")).isPresent();
    assertThat(file.mistakes()).isEmpty();
  }

  @Test
  void countsMapsWithinMapsAsLevels() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 31; i++) {
      text.append(" ".repeat(i)).append("a:\n");
    }

    assertThat(file(text.toString()).mistakes())
        .extracting(Mistake::rule)
        .containsExactly("too-deep");
  }
}
