// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import dev.rekey.worker.systems.SecretFiles;
import io.grpc.ManagedChannelBuilder;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where Temporal answers, and what it wants to see.
 *
 * @param target host and port
 * @param namespace in which everything of Rekey happens
 * @param tls null for a connection in clear
 * @param apiKeyFile mode 0600; null if it wants no API key
 */
public record Frontend(
    String target, String namespace, @Nullable Tls tls, @Nullable Path apiKeyFile) {

  /** In clear and without a key, as on the loopback. */
  public Frontend(String target, String namespace) {
    this(target, namespace, null, null);
  }

  /** Opens a channel; nothing is asked yet. */
  WorkflowServiceStubs stubs() {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder().setTarget(target);
    if (tls != null) {
      options.setSslContext(tls.context());
      String name = tls.serverName();
      if (name != null) {
        options.setChannelInitializer((ManagedChannelBuilder<?> to) -> to.overrideAuthority(name));
      }
    }
    if (apiKeyFile != null) {
      Path file = apiKeyFile;
      // Read anew for each call, so that a key can be replaced while campaigns run.
      options.addApiKey(() -> key(file));
    }
    return WorkflowServiceStubs.newServiceStubs(options.build());
  }

  /** The same channel for an operator's questions; the key has to be shown there too. */
  OperatorServiceStubs operator(WorkflowServiceStubs service) {
    OperatorServiceStubsOptions.Builder options =
        OperatorServiceStubsOptions.newBuilder().setChannel(service.getRawChannel());
    if (apiKeyFile != null) {
      Path file = apiKeyFile;
      options.addApiKey(() -> key(file));
    }
    return OperatorServiceStubs.newServiceStubs(options.validateAndBuildWithDefaults());
  }

  /**
   * A call of the {@code temporal} program that reaches the same; no secret stands in it.
   *
   * @param words for example {@code operator cluster health}
   */
  String command(String words) {
    StringBuilder flags = new StringBuilder();
    if (apiKeyFile != null) {
      flags.append("TEMPORAL_API_KEY=\"$(cat ").append(apiKeyFile).append(")\" ");
    }
    flags.append("temporal ").append(words).append(" --address ").append(target);
    if (tls != null) {
      flags.append(" --tls");
      add(flags, "--tls-ca-path", tls.ca());
      add(flags, "--tls-cert-path", tls.certificate());
      add(flags, "--tls-key-path", tls.key());
      add(flags, "--tls-server-name", tls.serverName());
    }
    return flags.toString();
  }

  private static void add(StringBuilder flags, String flag, @Nullable Object value) {
    if (value != null) {
      flags.append(' ').append(flag).append(' ').append(value);
    }
  }

  private static String key(Path file) {
    try (var secret = SecretFiles.read(file)) {
      return secret.open(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
