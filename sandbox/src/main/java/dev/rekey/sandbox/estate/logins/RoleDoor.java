// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.sandbox.traffic.Answer;
import dev.rekey.sandbox.traffic.Door;
import java.io.IOException;
import java.util.Map;

/** Logs in to an AppRole role, and gives the token back at once. */
final class RoleDoor implements Door<RoleLogin> {
  private final BaoCalls bao;

  RoleDoor(BaoCalls bao) {
    this.bao = bao;
  }

  @Override
  public Answer enter(RoleLogin login) {
    try {
      BaoCalls.Reply reply =
          bao.post(
              "auth/approle/login",
              Map.of(
                  "role_id",
                  login.roleId(),
                  "secret_id",
                  new String(login.secretIdBytes(), US_ASCII)));
      if (!reply.isGood()) {
        return Answer.error("status " + reply.status());
      }
      byte[] got = reply.body().at("/auth/client_token").stringValue().getBytes(US_ASCII);
      // Best effort: whoever ends the logins of a leaked secret-id may have been quicker.
      bao.post("auth/token/revoke-self", Map.of(), got);
      return Answer.as(reply.body().at("/auth/metadata/role_name").stringValue());
    } catch (IOException e) {
      return Answer.error("no answer");
    }
  }
}
