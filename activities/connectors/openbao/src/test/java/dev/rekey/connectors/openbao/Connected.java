// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of a real OpenBao, as somebody and with some settings.
 *
 * @param bao which they are clients of
 */
record Connected(RunningOpenBao bao) {

  private static final AtomicInteger POLICIES = new AtomicInteger();

  /** As the administrator. */
  SystemClient asRoot(String... settings) {
    return as(BaoBench.secret(bao.rootTokenFile()).open(String::new), settings);
  }

  SystemClient as(String token, String... settings) {
    Map<String, String> values = new HashMap<>();
    values.put("address", bao.address().toString());
    values.put("token", "file:token");
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return new OpenBaoConnector()
        .open(
            SystemSettings.of(BaoBench.SYSTEM, values),
            new ContractTools("file:token", () -> Secret.taking(token.toCharArray())));
  }

  /** A token with exactly these paragraphs of a policy, and the default one. */
  String tokenWith(List<String> paragraphs) {
    String name = "connected-" + POLICIES.incrementAndGet();
    // The server takes no empty policy.
    String nothing = "path \"connected\" { capabilities = [\"deny\"] }\n";
    String policy =
        (nothing + String.join("\n", paragraphs)).replace("\"", "\\\"").replace("\n", "\\n");
    bao.call("PUT", "sys/policies/acl/" + name, "{\"policy\":\"%s\"}".formatted(policy));
    return bao.call("POST", "auth/token/create", "{\"policies\":[\"%s\"]}".formatted(name))
        .at("/auth/client_token")
        .stringValue();
  }

  /** Whether a token lives and may look itself up. */
  boolean lives(String token) {
    return bao.sendAs(token, "GET", "auth/token/lookup-self", "").statusCode() == 200;
  }

  static String text(CredentialValue value, String part) {
    return value.part(part).open(String::new);
  }

  static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done<T>) outcome).value();
  }

  static void assertRejected(Rejection why, String saying, Outcome<?> outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.why()).isEqualTo(why);
              assertThat(rejected.message()).contains(saying).contains("(expected: ");
            });
  }
}
