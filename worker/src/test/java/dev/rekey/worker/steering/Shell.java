// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import dev.rekey.worker.cli.Rekey;
import dev.rekey.worker.rig.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the real command line as a process of its own, as a responder does. */
public record Shell(Path home) {

  /** What came of a command; {@code said} is all that a person sees. */
  public record Said(int exit, String said) {}

  public Said run(String... words) {
    List<String> command = ChildJvm.command(List.of("-Xlog:disable"), Rekey.class);
    command.addAll(List.of(words));
    try {
      Path said = Files.createTempFile("rekey-said", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.environment().put("REKEY_HOME", home.toString());
      builder.environment().put("COLUMNS", "200");
      int exit = builder.start().waitFor();
      String text = Files.readString(said, StandardCharsets.UTF_8);
      Files.delete(said);
      System.out.println("$ rekey " + String.join(" ", words) + "\n" + text);
      return new Said(exit, text);
    } catch (IOException | InterruptedException refused) {
      throw new IllegalStateException(refused);
    }
  }
}
