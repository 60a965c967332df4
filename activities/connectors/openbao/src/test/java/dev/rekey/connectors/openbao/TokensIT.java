// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static dev.rekey.connectors.openbao.Connected.assertRejected;
import static dev.rekey.connectors.openbao.Connected.done;
import static dev.rekey.connectors.openbao.Connected.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What only tokens do: policies, parents and children, batch tokens, tokens that no role made. */
@Timeout(120)
@ResourceLock(RunningOpenBao.TOKENS)
class TokensIT {

  /** A few of them meet a token that just ends. */
  private static final int LISTS = 80;

  private static final Refused DEAD = new Refused("403 permission denied");

  private final RunningOpenBao bao = RunningOpenBao.of(RunningOpenBao.TOKENS);
  private final Connected connected = new Connected(bao);
  private final TokenBench bench = new TokenBench();

  @AfterEach
  void stop() {
    bench.proxy().close();
  }

  private Issuer issuer() {
    return connected.asRoot().issuer(RotatedKinds.TOKEN);
  }

  /** A token as others make them. */
  private JsonNode made(String path, String request) {
    return bao.call("POST", "auth/token/" + path, request).get("auth");
  }

  private JsonNode made(IdentityName role, String request) {
    return made("create/" + role, request);
  }

  private static CredentialId id(JsonNode made) {
    return new CredentialId(made.get("accessor").stringValue());
  }

  private static String token(JsonNode made) {
    return made.get("client_token").stringValue();
  }

  private Verdict probed(JsonNode made) {
    return issuer()
        .probe(CredentialValue.taking(Map.of("token", Secret.taking(token(made).toCharArray()))));
  }

  private List<String> policies(CredentialId id) {
    List<String> policies = new ArrayList<>();
    bench.describe(id.value()).get("policies").forEach(each -> policies.add(each.stringValue()));
    return policies;
  }

  @Test
  void tokensThatEndWhileAllAreListedDoNotLookLikeAMissingRight() throws Exception {
    IdentityName role = bench.identity();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<?> ending =
          threads.submit(() -> {
            while (!over.get()) {
              assertThat(issuer().revoke(role, id(made(role, "{}"))))
                  .isNotInstanceOf(Rejected.class);
            }
          });
      try {
        for (int each = 0; each < LISTS; each++) {
          assertThat(issuer().list(role)).isNotInstanceOf(Rejected.class);
        }
      } finally {
        over.set(true);
      }
      ending.get();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"policies\":[\"app\"]}|app,default",
        "{\"policies\":[\"app\"],\"no_default_policy\":true}|app",
        "{\"policies\":[\"default\"]}|default"
      })
  void aNewOneMayDoWhatTheOldOneMayAndNoMore(String old, String expected) {
    IdentityName role =
        bench.role("{\"allowed_policies\":[\"default\",\"app\",\"more\"],\"orphan\":true}");
    CredentialId before = id(made(role, old));

    Issued issued = done(issuer().issue(role, "rekey/c/r/1"));

    assertThat(policies(issued.id()))
        .isEqualTo(policies(before))
        .containsExactlyInAnyOrder(expected.split(","));
  }

  @Test
  void theFirstOneMayDoAllThatItsRoleAllows() {
    IdentityName role = bench.role("{\"allowed_policies\":[\"app\",\"more\"],\"orphan\":true}");

    assertThat(policies(done(issuer().issue(role, "rekey/c/r/1")).id()))
        .containsExactlyInAnyOrder("app", "default", "more");
  }

  @Test
  void aNewOneCarriesTheMetadataOfTheOldOnes() {
    IdentityName role = bench.identity();
    made(role, "{\"meta\":{\"team\":\"a\"}}");

    JsonNode fresh = bench.describe(done(issuer().issue(role, "rekey/c/r/1")).id().value());

    assertThat(fresh.at("/meta/team").stringValue()).isEqualTo("a");
    assertThat(fresh.at("/meta/rekey").stringValue()).isEqualTo("rekey/c/r/1");
  }

  @Test
  void whereTheOldOnesDifferNobodyGuessesWhatTheNewOneMayDo() {
    IdentityName role = bench.identity();
    made(role, "{\"policies\":[\"app\"]}");
    made(role, "{\"policies\":[\"default\"]}");

    assertRejected(Rejection.INVALID, "differ", issuer().issue(role, "rekey/c/r/1"));
    assertThat(bench.existing(role)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"allowed_policies\":[\"app\"],\"orphan\":false}|orphan is false",
        "{\"orphan\":true}|allowed_policies is empty",
        "{\"allowed_policies\":[\"app\"],\"orphan\":true,\"renewable\":false,"
            + "\"token_type\":\"batch\"}|token_type is batch"
      })
  void aRoleWhoseTokensWouldBeSomethingElseIssuesNone(String settings, String why) {
    IdentityName role = bench.role(settings);

    assertRejected(Rejection.INVALID, why, issuer().issue(role, "rekey/c/r/1"));
    assertThat(bench.existing(role)).isEmpty();
  }

  @Test
  void batchTokensAreSaidToBeWhatNobodyCanListOrRevoke() {
    IdentityName role =
        bench.role(
            "{\"allowed_policies\":[\"default\"],\"orphan\":true,\"renewable\":false,"
                + "\"token_type\":\"batch\"}");

    assertRejected(Rejection.INVALID, "token_type is batch", issuer().list(role));
    assertThat(probed(made(role, "{}")))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> assertThat(undecided.why()).startsWith("not tried: a batch token"));
  }

  @Test
  void childrenDieWithTheirParentAndOrphansThatItMadeLiveOn() {
    IdentityName role = bench.role("{\"allowed_policies\":[\"root\"],\"orphan\":true}");
    JsonNode leaked = made(role, "{\"policies\":[\"root\"],\"ttl\":\"1h\"}");
    String child = child(leaked, "auth/token/create");
    String orphan = child(leaked, "auth/token/create-orphan");

    assertThat(done(issuer().revoke(role, id(leaked)))).isEqualTo(Changed.NOW);

    assertThat(connected.lives(child)).isFalse();
    assertThat(connected.lives(orphan)).isTrue();
  }

  private String child(JsonNode parent, String path) {
    return RunningOpenBao.JSON
        .readTree(bao.sendAs(token(parent), "POST", path, "{\"policies\":[\"default\"]}").body())
        .at("/auth/client_token")
        .stringValue();
  }

  @Test
  void oneThatMayNotLookItselfUpIsNotCalledDeadUntilItIs() {
    IdentityName role = bench.role("{\"allowed_policies\":[\"app\"],\"orphan\":true}");
    JsonNode mute = made(role, "{\"policies\":[\"app\"],\"no_default_policy\":true}");

    assertThat(probed(mute))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> assertThat(undecided.why()).contains("403").contains("may live"));
    done(issuer().revoke(role, id(mute)));
    assertThat(probed(mute)).isEqualTo(DEAD);
  }

  /** Why a refusal counts only beside a baseline and the list: here it would be wrong. */
  @Test
  void oneThatIsBoundToAnotherNetworkAnswersLikeTheDeadButIsListed() {
    IdentityName role =
        bench.role(
            "{\"allowed_policies\":[\"default\"],\"orphan\":true,"
                + "\"token_bound_cidrs\":[\"10.0.0.0/8\"]}");
    JsonNode elsewhere = made(role, "{}");

    assertThat(probed(elsewhere)).isEqualTo(DEAD);
    assertThat(done(issuer().list(role)).find(id(elsewhere))).isPresent();
  }

  @Test
  void oneForANumberOfUsesIsNeverCalledAlive() {
    IdentityName role = bench.identity();

    assertThat(probed(made(role, "{\"num_uses\":5}")))
        .isInstanceOfSatisfying(
            Undecided.class, undecided -> assertThat(undecided.why()).contains("a number of uses"));
  }

  @Test
  void tokensThatNoRoleMadeCanBeEndedButNotIssuedAnew() {
    JsonNode leaked = made("create", "{\"display_name\":\"old-ci\",\"policies\":[\"default\"]}");
    IdentityName identity = new IdentityName("display/token-old-ci");
    Issuer issuer = issuer();

    assertThat(probed(leaked)).isEqualTo(new Alive(identity));
    assertRejected(
        Rejection.INVALID, "no token role made it", issuer.issue(identity, "rekey/c/r/1"));
    assertThat(done(issuer.list(identity)).find(id(leaked))).isPresent();
    assertThat(done(issuer.revoke(identity, id(leaked)))).isEqualTo(Changed.NOW);
    assertThat(done(issuer.revoke(identity, id(leaked)))).isEqualTo(Changed.ALREADY);
    assertThat(done(issuer.list(identity)).credentials()).isEmpty();
    assertThat(probed(leaked)).isEqualTo(DEAD);
  }

  @Test
  void rekeysOwnTokenIsNotRevoked() {
    IdentityName role = bench.role("{\"allowed_policies\":[\"root\"],\"orphan\":true}");
    JsonNode own = made(role, "{\"policies\":[\"root\"],\"ttl\":\"1h\"}");
    try (var client = connected.as(token(own))) {
      assertRejected(
          Rejection.CONFLICT,
          "Rekey's own token",
          client.issuer(RotatedKinds.TOKEN).revoke(role, id(own)));
    }
    assertThat(connected.lives(token(own))).isTrue();
  }

  @Test
  void thePolicyThatACheckAsksForIsAllThatItTakes() {
    IdentityName role = bench.role("{\"allowed_policies\":[\"default\"],\"orphan\":true}");
    String[] settings = {"token-roles", role.value()};
    var lacking = done(connected.as(connected.tokenWith(List.of()), settings).check());
    assertThat(lacking.missing())
        .hasSize(5)
        .contains("path \"auth/token/accessors\" { capabilities = [\"list\", \"sudo\"] }");

    try (var client = connected.as(connected.tokenWith(lacking.missing()), settings)) {
      assertThat(done(client.check()).missing()).isEmpty();
      Issuer issuer = client.issuer(RotatedKinds.TOKEN);
      Issued issued = done(issuer.issue(role, "rekey/c/r/1"));
      assertThat(issuer.probe(issued.value())).isEqualTo(new Alive(role));
      assertThat(done(issuer.list(role)).find(issued.id())).isPresent();
      assertThat(done(issuer.revoke(role, issued.id()))).isEqualTo(Changed.NOW);
      assertThat(connected.lives(text(issued.value(), "token"))).isFalse();
    }
  }
}
