// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.contract.Fault;
import dev.rekey.contract.FaultyProxy;
import dev.rekey.spi.Access;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What only OpenBao does: mounts, policies, namespaces, deleted versions. */
@Timeout(120)
@ResourceLock(RunningOpenBao.PLACES)
class OpenBaoPlacesIT {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final RunningOpenBao bao = RunningOpenBao.of(RunningOpenBao.PLACES);

  private SystemClient client(String token, String... settings) {
    Map<String, String> values = new HashMap<>();
    values.put("address", bao.address().toString());
    values.put("token", "file:token");
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return new OpenBaoConnector()
        .open(
            SystemSettings.of(OpenBaoBench.SYSTEM, values),
            new ContractTools("file:token", () -> Secret.taking(token.toCharArray())));
  }

  private String root() {
    return OpenBaoBench.secret(bao.rootTokenFile()).open(String::new);
  }

  private Places places(String... settings) {
    return client(root(), settings).places();
  }

  private static CredentialValue value(String text) {
    return CredentialValue.taking(Map.of("part", Secret.taking(text.toCharArray())));
  }

  private static Place place(String location) {
    return Place.of(OpenBaoBench.SYSTEM, location, Map.of("part", "/key"));
  }

  private void put(String path, String text) {
    bao.call("POST", path, "{\"data\":{\"key\":\"%s\"}}".formatted(text));
  }

  /** Mounts a KV engine and waits until it is ready. */
  private void mount(String at, String engine) {
    bao.call("POST", at, "{\"type\":\"kv\",\"options\":{\"version\":\"2\"}}");
    bao.awaitReady(engine);
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done<T>) outcome).value();
  }

  private static void assertRejected(Rejection why, Outcome<?> outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(why));
  }

  private static void assertHolds(Places places, Place place, String text) {
    Reading reading = done(places.read(place));
    assertThat(reading.value().matches(value(text))).isTrue();
    reading.value().close();
  }

  private String policed(String rules) {
    String name = "policy-" + NUMBERS.incrementAndGet();
    bao.call(
        "PUT",
        "sys/policies/acl/" + name,
        RunningOpenBao.JSON.createObjectNode().put("policy", rules).toString());
    return bao.call("POST", "auth/token/create", "{\"policies\":[\"%s\"]}".formatted(name))
        .at("/auth/client_token")
        .asString();
  }

  @Test
  void aVersionThatIsDestroyedWhileItIsLookedAtHidesNothing() {
    put("secret/data/apps/twins", "leaked");
    put("secret/data/apps/twins", "new");
    try (FaultyProxy proxy = new FaultyProxy(bao.address(), _ -> false)) {
      proxy.meetOnce(
          new Fault.Preceded(
              () -> bao.call("POST", "secret/destroy/apps/twins", "{\"versions\":[1]}")),
          seen -> seen.target().endsWith("version=1"));
      Places places = places("address", proxy.address().toString());

      assertThat(done(places.destroyVersions(place("secret/apps/twins"), value("leaked"))))
          .isZero();
      assertThat(proxy.pending()).isZero();
    }
  }

  @Test
  void aNestedMountIsNamedByASetting() {
    mount("sys/mounts/team/kv", "team/kv");
    put("team/kv/data/apps/nested", "old");
    Place nested = place("team/kv/apps/nested");

    assertRejected(Rejection.NOT_FOUND, places().read(nested));
    Places places = places("mounts", "team/kv");
    done(places.write(nested, value("new"), done(places.read(nested)).version()));
    assertHolds(places, nested, "new");
    assertThat(done(places.destroyVersions(nested, value("old")))).isEqualTo(1);
  }

  @Test
  void aNamespaceIsNamedByASetting() {
    bao.call("POST", "sys/namespaces/team-a", "{}");
    mount("team-a/sys/mounts/kv", "team-a/kv");
    put("team-a/kv/data/app", "in namespace");

    assertHolds(places("namespace", "team-a"), place("kv/app"), "in namespace");
    assertRejected(Rejection.NOT_FOUND, places().read(place("kv/app")));
  }

  @Test
  void kvVersion1IsNotTakenForVersion2() {
    bao.call("POST", "sys/mounts/kv1", "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
    bao.call("POST", "kv1/app", "{\"key\":\"old\"}");
    bao.call("POST", "kv1/data/app", "{\"key\":\"old\"}");
    Places places = places();

    assertThat(places.read(place("kv1/app"))).isNotInstanceOf(Done.class);
    assertThat(places.read(place("kv1/other"))).isNotInstanceOf(Done.class);
  }

  @Test
  void rightsThatAreMissingForAPlaceAreNamedByPath() {
    put("secret/data/apps/limited", "old");
    SystemClient client =
        client(
            policed(
                "path \"secret/data/apps/limited\" { capabilities = [\"read\"] }\n"
                    + "path \"secret/metadata/apps/*\" { capabilities = [\"read\", \"list\"] }"));

    Access access = done(client.check());
    assertThat(access.identity()).isEqualTo("token");
    assertThat(done(client.places().missingRights(place("secret/apps/limited"))))
        .isEqualTo(
            List.of("update on secret/data/apps/limited", "update on secret/destroy/apps/limited"));
    assertThat(done(client.places().missingRights(place("secret/apps/other"))))
        .contains("read on secret/data/apps/other");
  }

  @Test
  void whatThePolicyForbidsIsForbiddenAndChangesNothing() {
    put("secret/data/apps/readonly", "old");
    Place readonly = place("secret/apps/readonly");
    Places places =
        client(policed("path \"secret/data/apps/*\" { capabilities = [\"read\"] }")).places();
    Reading reading = done(places.read(readonly));

    assertRejected(Rejection.FORBIDDEN, places.write(readonly, value("new"), reading.version()));
    assertRejected(Rejection.FORBIDDEN, places.destroyVersions(readonly, value("old")));
    assertHolds(places(), readonly, "old");
  }

  @Test
  void aDeletedVersionThatCanComeBackIsNamedAndNotPassedOver() {
    for (String text : List.of("leaked", "other", "leaked", "current")) {
      put("secret/data/apps/deleted", text);
    }
    bao.call("POST", "secret/delete/apps/deleted", "{\"versions\":[1]}");
    Place deleted = place("secret/apps/deleted");
    Places places = places();

    assertThat(places.destroyVersions(deleted, value("leaked")))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.why()).isEqualTo(Rejection.CONFLICT);
              assertThat(rejected.message()).contains("versions [1]").contains("bao kv destroy");
            });
    assertThat(bao.send("GET", "secret/data/apps/deleted?version=3", "").statusCode())
        .as("the one that could be looked at is destroyed all the same")
        .isEqualTo(404);

    bao.call("POST", "secret/undelete/apps/deleted", "{\"versions\":[1]}");
    assertThat(done(places.destroyVersions(deleted, value("leaked")))).isEqualTo(1);
    assertThat(bao.send("GET", "secret/data/apps/deleted?version=1", "").statusCode())
        .isEqualTo(404);
    assertThat(bao.send("GET", "secret/data/apps/deleted?version=2", "").statusCode())
        .isEqualTo(200);
    assertHolds(places, deleted, "current");
  }

  @Test
  void checkNamesARevokedTokenAsForbidden() {
    String token = policed("path \"secret/data/*\" { capabilities = [\"read\"] }");
    bao.call("POST", "auth/token/revoke", "{\"token\":\"%s\"}".formatted(token));

    assertRejected(Rejection.FORBIDDEN, client(token).check());
  }
}
