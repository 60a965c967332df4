// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.connectors.openbao.Wire.Reply;
import dev.rekey.documents.JsonScan;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.core.JsonPointer;

/**
 * Tries a secret-id by logging in with it, which is the only call that takes one.
 *
 * <p>Refused is exactly {@code 400 invalid role or secret ID}. A 400 with another text means that
 * the secret-id lives (bound to other networks, for example), a 403 that the role is locked or the
 * engine is not there. A log-in that succeeds makes a token, which is ended at once; while that
 * fails, nothing is said of the value, so that a person comes to hear of it.
 */
final class SecretIdProbe {

  private static final String DEAD = "invalid role or secret ID";
  private static final JsonPointer ROLE = JsonPointer.compile("/auth/metadata/role_name");
  private static final JsonPointer TOKEN = JsonPointer.compile("/auth/client_token");
  private static final JsonPointer ACCESSOR = JsonPointer.compile("/auth/accessor");
  private static final JsonPointer TYPE = JsonPointer.compile("/auth/token_type");

  private final BareCalls bare;
  private final TokenList tokens;
  private final String loginPath;
  private final Allowance allowance;

  SecretIdProbe(BareCalls bare, TokenList tokens, String loginPath, Allowance allowance) {
    this.bare = bare;
    this.tokens = tokens;
    this.loginPath = loginPath;
    this.allowance = allowance;
  }

  Verdict probe(CredentialValue value) {
    return value
        .part("role-id")
        .open(roleId -> value.part("secret-id").open(secretId -> tried(roleId, secretId)));
  }

  /** With a role-id that never existed, so that no role's count of refusals grows. */
  Verdict probeNonsense() {
    return tried(
        UUID.randomUUID().toString().getBytes(US_ASCII),
        UUID.randomUUID().toString().getBytes(US_ASCII));
  }

  private Verdict tried(byte[] roleId, byte[] secretId) {
    if (!BareCalls.plausible(roleId) || !BareCalls.plausible(secretId)) {
      return new Undecided(
          "not tried: no role-id with a secret-id (expected: neither is empty nor has blanks)",
          Calls.PAUSE);
    }
    String role = Allowance.role(roleId);
    Optional<Duration> wait = allowance.take(role);
    if (wait.isPresent()) {
      return new Undecided(
          "not tried: one more refusal could lock the role's log-ins for all of its consumers",
          wait.get());
    }
    byte[] body =
        JsonScan.object(generator -> {
          generator.writeName("role_id");
          generator.writeUTF8String(roleId, 0, roleId.length);
          generator.writeName("secret_id");
          generator.writeUTF8String(secretId, 0, secretId.length);
        });
    try {
      Request.Builder request = bare.request(loginPath).post(RequestBody.create(body, null));
      Verdict verdict = bare.tried(request, this::judged);
      if (verdict instanceof Alive) {
        allowance.reset(role);
      } else if (verdict instanceof Refused) {
        allowance.spent(role);
      }
      return verdict;
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private Verdict judged(Reply.Answered answered) {
    if (answered.status() == 200) {
      return loggedIn(answered);
    }
    return answered.status() == 400 && BareCalls.says(answered, DEAD)
        ? new Refused("400 " + DEAD)
        : BareCalls.undecided(answered, "");
  }

  private Verdict loggedIn(Reply.Answered answered) {
    String role = required(answered, ROLE, "a role_name");
    try (Secret token =
        JsonScan.secret(answered.body(), TOKEN)
            .orElseThrow(() -> new Calls.UnexpectedAnswer("a token"))) {
      if (required(answered, TYPE, "a token_type").equals("batch")) {
        // Nobody can end it: it dies at its own time, and is forgotten here.
        return new Alive(new IdentityName(role));
      }
      CredentialId accessor = new CredentialId(required(answered, ACCESSOR, "an accessor"));
      return ended(token, accessor)
          ? new Alive(new IdentityName(role))
          : new Undecided(
              "the probe's own log-in left token accessor %s, which could not be revoked (expected:"
                      .formatted(accessor)
                  + " the role's tokens may call auth/token/revoke-self, or Rekey's own"
                  + " auth/token/revoke-accessor); revoke it by hand",
              Calls.PAUSE);
    }
  }

  /** By itself if its policies let it, else by Rekey's own token. */
  private boolean ended(Secret token, CredentialId accessor) {
    return token.open(bytes -> bare.ended(new String(bytes, ISO_8859_1)))
        || tokens.end(accessor.value()) instanceof Done;
  }

  private static String required(Reply.Answered answered, JsonPointer at, String what) {
    return JsonScan.text(answered.body(), at)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new Calls.UnexpectedAnswer(what));
  }
}
