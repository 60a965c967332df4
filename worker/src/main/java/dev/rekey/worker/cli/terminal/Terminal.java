// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.terminal;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.Secret;
import dev.rekey.worker.files.Limit;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A command's three streams. Standard output gets results and nothing else; all talk goes to
 * standard error. Control and invisible characters in a line are shown, never obeyed: much of what
 * is printed comes out of other people's lists.
 */
public final class Terminal {

  private static final int LONGEST = 100_000;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Shape shape;
  private int drawn;

  public Terminal(InputStream in, OutputStream out, OutputStream err, Shape shape) {
    this.in = requireNonNull(in, "in is null");
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, false, StandardCharsets.UTF_8);
    this.shape = requireNonNull(shape, "shape is null");
  }

  /** The streams of this process, in UTF-8 whatever the platform thinks of the locale. */
  public static Terminal ofThisProcess(Map<String, String> environment) {
    Shape shape =
        Shape.of(
            System.getProperty("rekey.terminals"),
            System.getProperty("rekey.columns"),
            environment);
    return new Terminal(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        shape);
  }

  public Shape shape() {
    return shape;
  }

  /**
   * Standard input, whole.
   *
   * @throws UncheckedIOException if it cannot be read; its cause is {@link Limit.Exceeded} if there
   *     is more than the limit
   */
  public byte[] input(Limit limit) {
    try {
      return limit.read(in);
    } catch (Limit.Exceeded e) {
      throw new UncheckedIOException("standard input has " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A value that nobody may see: typed without echo where a person can be asked, else all of
   * standard input without its last line end. The caller closes it.
   */
  public Secret secret(String question) {
    Console console = shape.asks() ? System.console() : null;
    if (console != null && console.isTerminal()) {
      char[] typed = console.readPassword("%s", Shown.escaped(question, LONGEST));
      return Secret.taking(typed == null ? new char[0] : typed);
    }
    byte[] all = input(Limit.SECRET);
    int length = all.length;
    if (length > 0 && all[length - 1] == '\n') {
      length--;
    }
    if (length > 0 && length < all.length && all[length - 1] == '\r') {
      length--;
    }
    Secret value = Secret.taking(Arrays.copyOf(all, length));
    Arrays.fill(all, (byte) 0);
    return value;
  }

  /** A line of the result. */
  public void line(String text) {
    line(Line.of(text));
  }

  /** A line of the result, in a tone. */
  public void line(Line line) {
    println(out, line);
  }

  /** Lines of the result. */
  public void lines(List<Line> lines) {
    lines.forEach(this::line);
  }

  /** A result that is for programs: written as it is. */
  public void data(byte[] bytes) {
    out.writeBytes(bytes);
    out.flush();
  }

  /** A line of talk. */
  public void say(String text) {
    say(Line.of(text));
  }

  /** A line of talk, in a tone. */
  public void say(Line line) {
    println(err, line);
  }

  /** Asks whether to go on; anything but yes is a no. Only where {@link Shape#asks}. */
  public boolean agrees(String question) {
    err.print(Shown.escaped(question, LONGEST) + " [y/N] ");
    err.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      return answer != null
          && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether what is written goes before a person's eyes and nowhere else. */
  public boolean shows() {
    return shape.asks() && shape.draws();
  }

  /**
   * Shows a value on a screen of its own, which goes away, scroll-back included, when the person
   * presses Enter. Only where it {@link #shows}.
   *
   * @param parts part of the value to its bytes in UTF-8; stay the caller's
   */
  public void showOnce(String title, Map<String, byte[]> parts) {
    out.print("\u001b[?1049h\u001b[2J\u001b[H");
    println(out, Line.of(title));
    parts.forEach((name, bytes) -> {
      println(out, Line.of(""));
      println(out, Line.of(name + ":"));
      // A key in PEM has lines, which are to be copied as such.
      new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> println(out, Line.of(line)));
    });
    println(out, Line.of(""));
    println(out, Line.of("Enter takes it away."));
    try {
      int typed = in.read();
      while (typed >= 0 && typed != '\n') {
        typed = in.read();
      }
    } catch (IOException e) {
      // Whoever cannot press Enter has closed the terminal.
      return;
    } finally {
      out.print("\u001b[2J\u001b[?1049l");
      out.flush();
    }
  }

  /** Draws a screen over the last one. Only where {@link Shape#draws}. */
  public void draw(List<Line> screen) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append("A\u001b[J");
    }
    for (Line line : screen) {
      // A line that wraps would count as two and tear the next screen.
      text.append(coloured(new Line(line.tone(), Shown.escaped(line.text(), shape.columns()))));
      text.append(System.lineSeparator());
    }
    drawn = screen.size();
    out.print(text);
    out.flush();
  }

  /**
   * Where help is written, colours and all: the one writer that is trusted to escape for itself.
   */
  public PrintStream help(boolean asError) {
    return asError ? err : out;
  }

  private void println(PrintStream stream, Line line) {
    stream.println(coloured(new Line(line.tone(), Shown.escaped(line.text(), LONGEST))));
    stream.flush();
  }

  private String coloured(Line line) {
    return shape.colour() ? line.tone().colour(line.text()) : line.text();
  }
}
