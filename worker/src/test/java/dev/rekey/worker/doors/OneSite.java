// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Hands the same site to all classes that ask for one: it starts once and ends after the last. */
final class OneSite implements ParameterResolver {

  private record Opened(Site site, Path home) implements AutoCloseable {

    static Opened now() {
      try {
        Path home = Files.createTempDirectory("rekey-site");
        return new Opened(Site.open(home), home);
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
    }

    @Override
    public void close() throws IOException {
      site.close();
      FileSystemUtils.deleteRecursively(home);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Site.class;
  }

  @Override
  public Site resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(OneSite.class))
        .computeIfAbsent(Opened.class, _ -> Opened.now(), Opened.class)
        .site();
  }
}
