// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

import dev.rekey.sandbox.traffic.Answer;
import dev.rekey.sandbox.traffic.Door;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Looks a token up by itself, which every token may do. */
final class TokenDoor implements Door<byte[]> {
  private final BaoCalls bao;

  TokenDoor(BaoCalls bao) {
    this.bao = bao;
  }

  @Override
  public Answer enter(byte[] token) {
    try {
      BaoCalls.Reply reply = bao.get("auth/token/lookup-self", token);
      if (!reply.isGood()) {
        return Answer.error("status " + reply.status());
      }
      JsonNode data = reply.body().get("data");
      String role = data.path("role").stringValue("");
      return Answer.as(
          role.isEmpty() ? Sessions.BY_NAME + data.path("display_name").stringValue("") : role);
    } catch (IOException e) {
      return Answer.error("no answer");
    }
  }
}
