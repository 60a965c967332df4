// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the real {@code ssh-keygen} (Debian: openssh-client) in a folder. */
public final class SshKeygen {

  private final Path folder;

  public SshKeygen(Path folder) {
    this.folder = folder;
  }

  /** What came of a run; output and errors together. */
  public record Result(int exit, String output) {}

  /** Runs it and gives its output; fails if it fails. */
  public String must(byte[] input, String... arguments) {
    Result result = run(input, arguments);
    if (result.exit() != 0) {
      throw new IllegalStateException(
          "ssh-keygen %s: exit %d: %s"
              .formatted(String.join(" ", arguments), result.exit(), result.output()));
    }
    return result.output();
  }

  /** Runs it with this on standard input. */
  public Result run(byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("ssh-keygen"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    try {
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("ssh-keygen did not end within 30 s");
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "ssh-keygen cannot be run (expected: package openssh-client)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
