// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShellCommandTest {

  @Test
  void isQuotedWhereAShellWouldTakeItApart() {
    assertThat(ShellCommand.lines(List.of("rekey", "retry", "--reason", "it's done", "a:1")))
        .containsExactly("rekey retry --reason 'it'\\''s done' a:1");
  }

  @Test
  void fitsTheTerminalAndKeepsAnOptionWithItsArgument() {
    List<String> words =
        List.of(
            "rekey",
            "system",
            "add",
            "aws-prod",
            "--connector",
            "aws",
            "--set",
            "endpoint=http://127.0.0.1:40001",
            "--secret",
            "credentials=file:/home/me/x.json");
    List<String> lines = ShellCommand.lines(words);

    assertThat(lines)
        .containsExactly(
            "rekey system add aws-prod --connector aws --set endpoint=http://127.0.0.1:40001 \\",
            "--secret credentials=file:/home/me/x.json");
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(90));
  }
}
