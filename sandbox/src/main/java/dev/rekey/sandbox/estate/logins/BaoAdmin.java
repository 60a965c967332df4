// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Sets OpenBao up, as whoever runs it did long ago. */
final class BaoAdmin {
  private static final int NO_CONTENT = 204;

  private final BaoCalls bao;
  private final Path tokenFile;

  BaoAdmin(BaoCalls bao, Path tokenFile) {
    this.bao = bao;
    this.tokenFile = tokenFile;
  }

  /** An engine whose roles are not locked for all consumers by an attacker who tries in vain. */
  void enableAppRoles() throws IOException {
    write("sys/auth/approle", Map.of("type", "approle"));
    write("sys/auth/approle/tune", Map.of("user_lockout_config", Map.of("lockout_disable", true)));
  }

  void makeRole(String role, String roleId) throws IOException {
    write("auth/approle/role/" + role, Map.of("token_policies", List.of("default")));
    write("auth/approle/role/" + role + "/role-id", Map.of("role_id", roleId));
  }

  /** A new secret-id: its accessor is its public id. */
  Made secretId(String role) throws IOException {
    JsonNode made = write("auth/approle/role/" + role + "/secret-id", Map.of()).get("data");
    return new Made(
        made.get("secret_id_accessor").stringValue(),
        made.get("secret_id").stringValue().getBytes(US_ASCII));
  }

  void makeTokenRole(String role) throws IOException {
    write(
        "auth/token/roles/" + role,
        Map.of("allowed_policies", "default", "orphan", true, "token_type", "service"));
  }

  /** A new token of a role: its accessor is its public id. */
  Made token(String role) throws IOException {
    return token("auth/token/create/" + role, Map.of("policies", List.of("default")));
  }

  /** A new token that no role made, as people get one when they log in. */
  Made session(String name) throws IOException {
    return token(
        "auth/token/create-orphan", Map.of("display_name", name, "policies", List.of("default")));
  }

  private Made token(String path, Map<String, ?> body) throws IOException {
    JsonNode auth = write(path, body).get("auth");
    return new Made(
        auth.get("accessor").stringValue(),
        auth.get("client_token").stringValue().getBytes(US_ASCII));
  }

  void destroySecretId(String role, String accessor) throws IOException {
    write(
        "auth/approle/role/" + role + "/secret-id-accessor/destroy",
        Map.of("secret_id_accessor", accessor));
  }

  void revokeToken(String accessor) throws IOException {
    write("auth/token/revoke-accessor", Map.of("accessor", accessor));
  }

  private JsonNode write(String path, Map<String, ?> body) throws IOException {
    byte[] own = Files.readString(tokenFile, US_ASCII).strip().getBytes(US_ASCII);
    BaoCalls.Reply reply = bao.post(path, body, own);
    if (!reply.isGood()) {
      throw new IOException(
          "%s: status %d (expected: 200 or %d)".formatted(path, reply.status(), NO_CONTENT));
    }
    return reply.body();
  }
}
