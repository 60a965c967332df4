// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where settings come from, and those that flags say. No secret is among them, only files. */
final class SettingsOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      order = 1,
      description = "Settings; else rekey.yaml in the home, if there is one.")
  @Nullable Path configuration;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      order = 2,
      description =
          "Where it answers on this machine; 0, the default, for what rekey.yaml says, the port of"
              + " the last run, or any.")
  int port;

  @Option(
      names = "--temporal-address",
      paramLabel = "HOST:PORT",
      order = 10,
      description = "As temporal.address in rekey.yaml; what a flag says counts.")
  @Nullable String temporalAddress;

  @Option(
      names = "--temporal-namespace",
      paramLabel = "NAME",
      order = 11,
      description = "As temporal.namespace.")
  @Nullable String temporalNamespace;

  @Option(names = "--temporal-ui", paramLabel = "URL", order = 12, description = "As temporal.ui.")
  @Nullable String temporalUi;

  @Option(
      names = "--temporal-tls-ca",
      paramLabel = "FILE",
      order = 13,
      description = "As temporal.tls.ca: whom Temporal's certificate must come from.")
  @Nullable Path temporalCa;

  @Option(
      names = "--temporal-tls-certificate",
      paramLabel = "FILE",
      order = 14,
      description = "As temporal.tls.certificate: what Rekey shows.")
  @Nullable Path temporalCertificate;

  @Option(
      names = "--temporal-tls-key",
      paramLabel = "FILE",
      order = 15,
      description = "As temporal.tls.key: of that certificate, mode 0600.")
  @Nullable Path temporalKey;

  @Option(
      names = "--temporal-tls-server-name",
      paramLabel = "NAME",
      order = 16,
      description = "As temporal.tls.server-name.")
  @Nullable String temporalServerName;

  @Option(
      names = "--temporal-api-key-file",
      paramLabel = "FILE",
      order = 17,
      description = "As temporal.api-key-file: mode 0600.")
  @Nullable Path temporalApiKey;

  @Option(
      names = "--postgres-url",
      paramLabel = "URL",
      order = 20,
      description = "As postgres.url: without a user or a password.")
  @Nullable String postgresUrl;

  @Option(
      names = "--postgres-user",
      paramLabel = "NAME",
      order = 21,
      description = "As postgres.user.")
  @Nullable String postgresUser;

  @Option(
      names = "--postgres-password-file",
      paramLabel = "FILE",
      order = 22,
      description = "As postgres.password-file: mode 0600.")
  @Nullable Path postgresPassword;

  @Option(
      names = "--playbooks",
      paramLabel = "FOLDER",
      order = 30,
      description = "As playbooks: a folder with playbooks of yours.")
  @Nullable Path playbooks;

  void check(Mistakes mistakes) {
    if (port < 0 || port > 65_535) {
      mistakes.add("--port: %d (expected: 0 to 65535)".formatted(port));
    }
    if (configuration != null && !Files.isRegularFile(configuration)) {
      mistakes.add("--config: there is no file %s".formatted(configuration));
    } else if (configuration != null && !Files.isReadable(configuration)) {
      mistakes.add(
          "--config: %s cannot be read (expected: a file of yours)".formatted(configuration));
    }
  }

  UpOptions options(Session session) {
    return new UpOptions(session.home(), port, configuration, flags(), session.environment());
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    said(flags, "temporal.address", temporalAddress);
    said(flags, "temporal.namespace", temporalNamespace);
    said(flags, "temporal.ui", temporalUi);
    said(flags, "temporal.tls.ca", temporalCa);
    said(flags, "temporal.tls.certificate", temporalCertificate);
    said(flags, "temporal.tls.key", temporalKey);
    said(flags, "temporal.tls.server-name", temporalServerName);
    said(flags, "temporal.api-key-file", temporalApiKey);
    said(flags, "postgres.url", postgresUrl);
    said(flags, "postgres.user", postgresUser);
    said(flags, "postgres.password-file", postgresPassword);
    said(flags, "playbooks", playbooks);
    return flags;
  }

  private static void said(Map<String, String> flags, String setting, @Nullable Object value) {
    if (value != null) {
      flags.put(setting, value instanceof Path path ? absolute(path) : value.toString());
    }
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
  }
}
