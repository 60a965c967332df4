// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.connectors.openbao.Wire.Reply;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.security.SecureRandom;

/**
 * Tries a token by looking itself up.
 *
 * <p>Dead, never made, and alive without the right to look itself up all answer 403. The last one
 * is told by its text: OpenBao (measured with 2.7.2) answers {@code permission denied} alone to a
 * token that does not live, and wraps it ({@code 1 error occurred: …}) for one that lives and may
 * not; Vault adds {@code invalid token} to the former. A living token that is tried from outside
 * its bound networks still answers like a dead one; so a refusal counts only beside a baseline from
 * the same place and the accessor's absence from the list, which the engine asks for.
 */
final class TokenProbe {

  private static final String DEAD = "permission denied";
  private static final String DEAD_IN_VAULT =
      "2 errors occurred:\\n\\t* permission denied\\n\\t* invalid token\\n\\n";
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final BareCalls bare;
  private final SecureRandom random = new SecureRandom();

  TokenProbe(BareCalls bare) {
    this.bare = bare;
  }

  Verdict probe(CredentialValue value) {
    return value.part("token").open(this::tried);
  }

  Verdict probeNonsense() {
    StringBuilder token = new StringBuilder("s.");
    for (int i = 0; i < 24; i++) {
      token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return tried(token.toString().getBytes(US_ASCII));
  }

  private Verdict tried(byte[] token) {
    if (!BareCalls.plausible(token)) {
      return new Undecided("not tried: no token (expected: one line without blanks)", Calls.PAUSE);
    }
    String text = new String(token, ISO_8859_1);
    if (text.startsWith("b.") || text.startsWith("hvb.")) {
      return new Undecided(
          "not tried: a batch token (expected: a service token); nobody can revoke it, it dies at"
              + " its own time",
          Calls.PAUSE);
    }
    return bare.tried(
        bare.request("auth/token/lookup-self").header("X-Vault-Token", text), TokenProbe::judged);
  }

  private static Verdict judged(Reply.Answered answered) {
    if (answered.status() == 200) {
      TokenEntry entry = TokenEntry.of(answered.body());
      return entry.uses() == 0
          ? new Alive(entry.identity())
          : new Undecided(
              "it lives, but for a number of uses, of which this try took one (expected: a token"
                  + " without num_uses)",
              Calls.PAUSE);
    }
    boolean dead =
        answered.status() == 403
            && (BareCalls.says(answered, DEAD) || BareCalls.says(answered, DEAD_IN_VAULT));
    return dead
        ? new Refused("403 " + DEAD)
        : BareCalls.undecided(
            answered, ": it may live without the right to look itself up, auth/token/lookup-self");
  }
}
