// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * Hands the same thing to all classes that ask for one as a parameter: it starts once, in a folder
 * of its own, and ends after the last of them.
 */
public abstract class OneForAll<T extends AutoCloseable> implements ParameterResolver {

  private final Class<T> type;
  private final Function<Path, T> start;

  /**
   * @param start starts it with the folder that it may fill
   */
  protected OneForAll(Class<T> type, Function<Path, T> start) {
    this.type = type;
    this.start = start;
  }

  private record Started(AutoCloseable one, Path home) implements AutoCloseable {

    static Started now(Function<Path, ? extends AutoCloseable> start) {
      try {
        Path home = Files.createTempDirectory("rekey-shared");
        return new Started(start.apply(home), home);
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
    }

    @Override
    public void close() throws Exception {
      one.close();
      FileSystemUtils.deleteRecursively(home);
    }
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public final T resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return type.cast(
        context
            .getRoot()
            .getStore(Namespace.create(type))
            .computeIfAbsent(Started.class, _ -> Started.now(start), Started.class)
            .one());
  }
}
