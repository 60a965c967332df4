// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.signing;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs OpenSSH's programs. Passphrases and PINs they ask for on the terminal themselves; Rekey
 * never sees them.
 */
public final class OpenSsh {

  /** Long enough to find a hardware key and touch it. */
  private static final long MINUTES = 5;

  private final Map<String, String> environment;
  private final Consumer<String> says;

  /**
   * A runner.
   *
   * @param environment where {@code PATH} and the agent's address are found
   * @param says takes each line for people, at once: among them are requests to touch a key
   */
  public OpenSsh(Map<String, String> environment, Consumer<String> says) {
    this.environment = Map.copyOf(environment);
    this.says = requireNonNull(says, "says is null");
  }

  /**
   * What came of a run.
   *
   * @param lastWords the last line that it had for people
   */
  record Answer(int exit, String output, String lastWords) {}

  /**
   * Runs a program.
   *
   * @param noise a line that nobody needs to see
   * @throws CannotSign if it is not there or does not end
   */
  Answer run(byte[] input, String noise, List<String> command) {
    Process process = start(command);
    List<String> words = new CopyOnWriteArrayList<>();
    Thread listener =
        Thread.ofPlatform().daemon().start(() -> listen(process.getErrorStream(), noise, words));
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      } catch (IOException e) {
        // It ended before it had read all: its exit and its words say why.
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new CannotSign(
            "%s did not end within %d minutes".formatted(command.getFirst(), MINUTES), "try again");
      }
      listener.join();
      return new Answer(
          process.exitValue(), output, words.isEmpty() ? "it says nothing" : words.getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotSign("interrupted while signing", "try again");
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CannotSign(
          "%s cannot be run: %s".formatted(command.getFirst(), e.getMessage()),
          "install OpenSSH (Debian: openssh-client), or use a key made with rekey key new");
    }
  }

  private void listen(InputStream stream, String noise, List<String> words) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.equals(noise)) {
          words.add(line.strip());
          says.accept(line.strip());
        }
      }
    } catch (IOException e) {
      // It was ended: whoever ended it says so.
    }
  }
}
