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
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** What only AppRole does: log-ins that outlive a secret-id, limits of use, bounds, lock-outs. */
@Timeout(120)
@ResourceLock(RunningOpenBao.SECRET_IDS)
class SecretIdsIT {

  private static final Refused DEAD = new Refused("400 invalid role or secret ID");

  private final RunningOpenBao bao = RunningOpenBao.of(RunningOpenBao.SECRET_IDS);
  private final Connected connected = new Connected(bao);
  private final SecretIdBench bench = new SecretIdBench();

  @AfterEach
  void stop() {
    bench.proxy().close();
  }

  private Issuer issuer(String... settings) {
    return connected.asRoot(settings).issuer(RotatedKinds.SECRET_ID);
  }

  /** A secret-id as others make them. */
  private Issued made(IdentityName role, String request) {
    JsonNode made =
        bao.call("POST", "auth/approle/role/%s/secret-id".formatted(role), request).get("data");
    String roleId =
        bao.call("GET", "auth/approle/role/%s/role-id".formatted(role), "")
            .at("/data/role_id")
            .stringValue();
    return new Issued(
        new CredentialId(made.get("secret_id_accessor").stringValue()),
        Instant.now(),
        CredentialValue.taking(
            Map.of(
                "role-id",
                Secret.taking(roleId.toCharArray()),
                "secret-id",
                Secret.taking(made.get("secret_id").stringValue().toCharArray()))));
  }

  private JsonNode loggedIn(Issued secretId) {
    return bao.call(
            "POST",
            "auth/approle/login",
            "{\"role_id\":\"%s\",\"secret_id\":\"%s\"}"
                .formatted(text(secretId.value(), "role-id"), text(secretId.value(), "secret-id")))
        .get("auth");
  }

  private String tokenOf(Issued secretId) {
    return loggedIn(secretId).get("client_token").stringValue();
  }

  private JsonNode described(IdentityName role, CredentialId id) {
    return bao.call(
            "POST",
            "auth/approle/role/%s/secret-id-accessor/lookup".formatted(role),
            "{\"secret_id_accessor\":\"%s\"}".formatted(id))
        .get("data");
  }

  /** How many tokens live that log-ins of this role made. */
  private long loginTokens(IdentityName role) {
    return bao.keys("auth/token/accessors").stream()
        .map(accessor -> "{\"accessor\":\"%s\"}".formatted(accessor))
        .map(body -> bao.call("POST", "auth/token/lookup-accessor", body))
        .filter(token -> token.at("/data/meta/role_name").stringValue("").equals(role.value()))
        .count();
  }

  @Test
  void tokensGotWithASecretIdDieWithItAndThoseOfItsSuccessorLiveOn() {
    IdentityName role = bench.identity();
    Issued old = made(role, "{}");
    String leaked = tokenOf(old);
    Issuer issuer = issuer();
    String fresh = tokenOf(done(issuer.issue(role, "rekey/c/r/1")));

    assertThat(done(issuer.revoke(role, old.id()))).isEqualTo(Changed.NOW);

    assertThat(connected.lives(leaked)).isFalse();
    assertThat(connected.lives(fresh)).isTrue();
  }

  @Test
  void tokensThatMayBeALivingSecretIdsAreLeft() {
    IdentityName role = bench.identity();
    Issued old = made(role, "{}");
    Issued twin = made(role, "{}");
    String leaked = tokenOf(old);
    String twins = tokenOf(twin);

    done(issuer().revoke(role, old.id()));

    assertThat(connected.lives(leaked)).isTrue();
    assertThat(connected.lives(twins)).isTrue();
  }

  @Test
  void tokensOfAnotherRoleOrOlderThanTheSecretIdAreLeft() {
    IdentityName role = bench.identity();
    String older = tokenOf(made(role, "{\"num_uses\":1}"));
    awaitAnotherSecond();
    String others = tokenOf(made(bench.identity(), "{}"));
    Issued old = made(role, "{}");

    done(issuer().revoke(role, old.id()));

    assertThat(connected.lives(older)).isTrue();
    assertThat(connected.lives(others)).isTrue();
  }

  /** Tokens' times have no parts of a second. */
  private static void awaitAnotherSecond() {
    long second = System.currentTimeMillis() / 1000;
    while (System.currentTimeMillis() / 1000 < second + 2) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void tokensAreLeftIfTheSettingSaysSo() {
    IdentityName role = bench.identity();
    Issued old = made(role, "{}");
    String leaked = tokenOf(old);

    done(issuer("login-tokens", "leave").revoke(role, old.id()));

    assertThat(connected.lives(leaked)).isTrue();
  }

  @Test
  void aProbeLeavesNoTokenBehind() {
    for (String settings :
        new String[] {"{}", "{\"token_no_default_policy\":true,\"token_policies\":[\"none\"]}"}) {
      IdentityName role = bench.role(settings);
      Issued live = made(role, "{}");

      assertThat(issuer().probe(live.value())).isEqualTo(new Alive(role));
      assertThat(loginTokens(role)).isZero();
    }
  }

  @Test
  void aProbeWhoseTokenCannotBeRevokedSaysWhichOneIsLeft() {
    IdentityName role =
        bench.role("{\"token_no_default_policy\":true,\"token_policies\":[\"none\"]}");
    Issued live = made(role, "{}");

    assertThat(connected.as("s.nobody").issuer(RotatedKinds.SECRET_ID).probe(live.value()))
        .isInstanceOfSatisfying(
            Undecided.class, undecided -> assertThat(undecided.why()).contains("token accessor "));
    assertThat(loginTokens(role)).isEqualTo(1);
  }

  @Test
  void tryingADeadOneDoesNotLockTheRoleForItsOthers() {
    IdentityName role = bench.identity();
    Issuer issuer = issuer();
    Issued dead = done(issuer.issue(role, "rekey/c/r/1"));
    Issued live = done(issuer.issue(role, "rekey/c/r/2"));
    done(issuer.revoke(role, dead.id()));

    for (int i = 0; i < 8; i++) {
      assertThat(issuer.probe(dead.value())).isEqualTo(DEAD);
      assertThat(issuer.probe(live.value())).isEqualTo(new Alive(role));
    }
    for (int i = 0; i < 12; i++) {
      issuer.probe(dead.value());
    }
    assertThat(issuer.probe(dead.value()))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> assertThat(undecided.why()).startsWith("not tried: one more refusal"));
    assertThat(tokenOf(live)).isNotEmpty();
  }

  @Test
  void ofARoleThatIsLockedNothingIsSaid() {
    IdentityName role = bench.identity();
    Issued live = made(role, "{}");
    for (int i = 0; i < 6; i++) {
      bao.send(
          "POST",
          "auth/approle/login",
          "{\"role_id\":\"%s\",\"secret_id\":\"wrong\"}".formatted(text(live.value(), "role-id")));
    }

    assertThat(issuer().probe(live.value())).isInstanceOf(Undecided.class);
  }

  @Test
  void oneThatMayBeUsedFromElsewhereOnlyIsNotCalledDead() {
    IdentityName role = bench.identity();

    assertThat(issuer().probe(made(role, "{\"cidr_list\":\"10.0.0.0/8\"}").value()))
        .isInstanceOf(Undecided.class);
  }

  @Test
  void whereTheEngineIsNotNothingIsCalledDead() {
    IdentityName role = bench.identity();

    assertThat(issuer("approle-mount", "nowhere").probe(made(role, "{}").value()))
        .isInstanceOf(Undecided.class);
  }

  @Test
  void batchTokensOfAProbeAreForgottenBecauseNobodyCanRevokeThem() {
    IdentityName role = bench.role("{\"token_type\":\"batch\"}");

    assertThat(issuer().probe(made(role, "{}").value())).isEqualTo(new Alive(role));
  }

  @Test
  void aRoleWhoseSecretIdsAreForANumberOfUsesGetsNoneThatProvingWouldUseUp() {
    IdentityName role = bench.role("{\"secret_id_num_uses\":3}");

    assertRejected(
        Rejection.INVALID, "secret_id_num_uses is 3", issuer().issue(role, "rekey/c/r/1"));
    assertThat(bench.existing(role)).isEmpty();
  }

  @Test
  void aNewOneCarriesWhatTheOldOnesCarry() {
    IdentityName role = bench.identity();
    String request =
        "{\"metadata\":\"{\\\"team\\\":\\\"a \\\\\\\"b\\\\\\\"\\\"}\","
            + "\"cidr_list\":\"127.0.0.0/8\",\"token_bound_cidrs\":\"127.0.0.1/32\"}";
    made(role, request);
    Issuer issuer = issuer();

    for (String label : new String[] {"rekey/c/r/1", "rekey/c/r/2"}) {
      JsonNode fresh = described(role, done(issuer.issue(role, label)).id());
      assertThat(fresh.at("/metadata/team").stringValue()).isEqualTo("a \"b\"");
      assertThat(fresh.at("/metadata/rekey").stringValue()).isEqualTo(label);
      assertThat(fresh.at("/cidr_list/0").stringValue()).isEqualTo("127.0.0.0/8");
      assertThat(fresh.at("/token_bound_cidrs/0").stringValue()).startsWith("127.0.0.1");
    }
  }

  @Test
  void whereTheOldOnesDifferNobodyGuessesWhatTheNewOneCarries() {
    IdentityName role = bench.identity();
    made(role, "{\"metadata\":\"{\\\"team\\\":\\\"a\\\"}\"}");
    made(role, "{}");

    assertRejected(Rejection.INVALID, "differ", issuer().issue(role, "rekey/c/r/1"));
    assertThat(bench.existing(role)).hasSize(2);
  }

  @Test
  void oneThatExpiredIsListedNoMoreAndCanBeRevoked() {
    IdentityName role = bench.identity();
    Issued old = made(role, "{\"ttl\":\"1s\"}");
    Issuer issuer = issuer();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!done(issuer.list(role)).credentials().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    assertThat(done(issuer.list(role)).credentials()).isEmpty();
    assertThat(issuer.probe(old.value())).isEqualTo(DEAD);
    done(issuer.revoke(role, old.id()));
    assertThat(bench.existing(role)).isEmpty();
  }

  @Test
  void anotherEngineIsASystemOfItsOwn() {
    bao.send("POST", "sys/auth/team/approle", "{\"type\":\"approle\"}");
    bao.call("POST", "auth/team/approle/role/nested", "{}");
    IdentityName nested = new IdentityName("nested");
    Issuer issuer = issuer("approle-mount", "team/approle");

    Issued issued = done(issuer.issue(nested, "rekey/c/r/1"));

    assertThat(issuer.probe(issued.value())).isEqualTo(new Alive(nested));
    assertThat(issuer().probe(issued.value())).isEqualTo(DEAD);
    assertThat(done(issuer.revoke(nested, issued.id()))).isEqualTo(Changed.NOW);
  }

  @Test
  void thePolicyThatACheckAsksForIsAllThatItTakes() {
    IdentityName role = bench.identity();
    String[] settings = {"approle-roles", role.value()};
    var lacking = done(connected.as(connected.tokenWith(List.of()), settings).check());
    assertThat(lacking.missing())
        .hasSize(8)
        .contains(
            "path \"auth/approle/role/%s/secret-id\" { capabilities = [\"list\", \"update\"] }"
                .formatted(role));

    try (var client = connected.as(connected.tokenWith(lacking.missing()), settings)) {
      assertThat(done(client.check()).missing()).isEmpty();
      Issuer issuer = client.issuer(RotatedKinds.SECRET_ID);
      Issued issued = done(issuer.issue(role, "rekey/c/r/1"));
      String leaked = tokenOf(issued);
      assertThat(issuer.probe(issued.value())).isEqualTo(new Alive(role));
      assertThat(done(issuer.list(role)).find(issued.id())).isPresent();
      assertThat(done(issuer.revoke(role, issued.id()))).isEqualTo(Changed.NOW);
      assertThat(connected.lives(leaked)).isFalse();
    }
  }
}
