// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import dev.rekey.worker.rig.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Hands the same Rekey to all classes that ask for one: it starts once and ends after the last. */
final class OneSteered implements ParameterResolver {

  private record Started(Steered steered, Path home) implements AutoCloseable {

    static Started now() {
      try {
        Path home = Files.createTempDirectory("rekey-steered");
        return new Started(Steered.start(home, World.shared()), home);
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
    }

    @Override
    public void close() throws IOException {
      steered.close();
      FileSystemUtils.deleteRecursively(home);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Steered.class;
  }

  @Override
  public Steered resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(OneSteered.class))
        .computeIfAbsent(Started.class, _ -> Started.now(), Started.class)
        .steered();
  }
}
