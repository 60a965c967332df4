// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Shape;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever other people wrote, a terminal only shows it. */
@Timeout(30)
class TerminalTest {

  /** Clears the screen, turns text round, rings, begins a line of its own, hides, sets a title. */
  private static final String HOSTILE =
      "a\u001b[2Jb\u202ec\u0007d\re\u200bf\u009b31mg\u001b]0;owned\u0007\nrekey: all is well";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String written(Shape shape, Consumer<Terminal> writing) {
    writing.accept(
        new Terminal(
            new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)), out, err, shape));
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private static Shape plain() {
    return new Shape(true, true, false, 200);
  }

  private static void isInert(String written) {
    assertThat(written.codePoints().filter(c -> c != '\n' && c != '\r'))
        .as(written)
        .allMatch(c ->
            Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.FORMAT);
    assertThat(written.lines()).noneMatch(line -> line.startsWith("rekey: all is well"));
  }

  @Test
  void linesTalkQuestionsAndTablesAreInert() {
    isInert(written(plain(), terminal -> terminal.line(HOSTILE)));
    isInert(written(plain(), terminal -> terminal.say(HOSTILE)));
    isInert(written(plain(), terminal -> terminal.agrees(HOSTILE)));
    isInert(
        written(
            plain(),
            terminal ->
                terminal.lines(
                    new Table(HOSTILE, "B").row(HOSTILE, "x").row("y", HOSTILE).lines(200))));
    isInert(
        written(
            plain(),
            terminal ->
                terminal.lines(new Table("A", "B", "C").row(HOSTILE, "x", HOSTILE).lines(30))));
  }

  @Test
  void whatIsDrawnIsInertAndTakesOneLineEach() {
    String drawn = written(plain(), terminal -> terminal.draw(List.of(Line.of(HOSTILE))));
    isInert(drawn);
    assertThat(drawn.lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 80})
  void whatIsDrawnIsNoWiderThanTheTerminal(int columns) {
    String drawn =
        written(
            new Shape(true, true, false, columns),
            terminal -> terminal.draw(List.of(Line.of("x".repeat(500)), Line.of(HOSTILE))));
    assertThat(drawn.lines()).hasSize(2).allMatch(line -> line.length() <= columns);
  }

  @Test
  void aValueThatIsShownKeepsItsLinesAndNothingInItActs() {
    String shown =
        written(
            plain(),
            terminal ->
                terminal.showOnce(
                    HOSTILE,
                    Map.of(
                        "secret",
                        "-----BEGIN KEY-----\nMIIE\u001b[2J\n-----END KEY-----\n"
                            .getBytes(StandardCharsets.UTF_8))));

    assertThat(shown)
        .contains("secret:\n-----BEGIN KEY-----\nMIIE\\u{1b}[2J\n-----END KEY-----\n")
        .startsWith("\u001b[?1049h")
        .endsWith("\u001b[2J\u001b[?1049l");
    isInert(shown.substring("\u001b[?1049h\u001b[2J\u001b[H".length()).replaceAll("\u001b.*$", ""));
  }
}
