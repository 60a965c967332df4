// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Watched;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.servers.OpenBaoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

@Timeout(300)
class LoginsIT {
  @TempDir static Path state;
  private static OpenBaoServer bao;
  private static AppStore store;
  private static Logins logins;

  @BeforeAll
  static void plant() throws IOException {
    bao = OpenBaoServer.start(state);
    store = new AppStore(bao.address(), bao.rootTokenFile());
    logins =
        new Logins("bao", bao.address(), bao.rootTokenFile(), store, Clock.systemUTC())
            .plant(2, 2, 1);
  }

  @AfterAll
  static void end() {
    logins.close();
    store.close();
    bao.stop();
  }

  private static Leaked of(Group group, int number) {
    return logins.leaked().stream().filter(one -> one.group() == group).toList().get(number);
  }

  @Test
  void anAppRolesConsumerFollowsItsPlaceAndADestroyedSecretIdLocksNobodyOut() throws IOException {
    Leaked leaked = of(Group.APPROLE, 0);
    String role = leaked.row().identity();
    try (Watched watched = new Watched(leaked)) {
      watched.requireBothGetIn();
      Made fresh = logins.admin().secretId(role);
      replace("secret/apps/" + role, "approle", "secret_id", fresh);
      watched.requireConsumerWorksOn();

      logins.admin().destroySecretId(role, leaked.row().credential());

      // Twelve refused log-ins and more: five would lock the role for its consumer, too.
      watched.requireAttackerIsTold("status 400");
      watched.requireConsumerWorksOn();
    }
  }

  @Test
  void anAppRolesConsumerFailsForAllToSeeWhenItsSecretIdIsTakenFromIt() throws IOException {
    Leaked leaked = of(Group.APPROLE, 1);
    try (Watched watched = new Watched(leaked)) {
      watched.requireBothGetIn();
      logins.admin().destroySecretId(leaked.row().identity(), leaked.row().credential());
      watched.requireConsumerFails("status 400");
    }
  }

  @Test
  void aTokensConsumerFollowsItsPlaceAndTheRevokedOneIsRefused() throws IOException {
    Leaked leaked = of(Group.TOKEN, 0);
    String role = leaked.row().identity();
    try (Watched watched = new Watched(leaked)) {
      watched.requireBothGetIn();
      replace("secret/jobs/" + role, "", "token", logins.admin().token(role));
      watched.requireConsumerWorksOn();

      logins.admin().revokeToken(leaked.row().credential());

      watched.requireAttackerIsTold("status 403");
      watched.requireConsumerWorksOn();
    }
  }

  @Test
  void aTokenOfAnotherRoleCountsAsAFailure() throws IOException {
    Leaked leaked = of(Group.TOKEN, 1);
    String other = of(Group.TOKEN, 0).row().identity();
    replace("secret/jobs/" + leaked.row().identity(), "", "token", logins.admin().token(other));
    try (Watched watched = new Watched(leaked)) {
      watched.requireConsumerFails("is " + other);
    }
  }

  @Test
  void aSessionHasNoConsumerAndEndsWhenItIsRevoked() throws IOException {
    Leaked leaked = of(Group.SESSION, 0);
    assertThat(leaked.consumer()).isEmpty();
    assertThat(leaked.row().identity()).startsWith("display/token-laptop-");
    assertThat(leaked.row().disposition()).isEqualTo("revoke-now");
    try (Watched watched = new Watched(leaked)) {
      watched.requireBothGetIn();
      logins.admin().revokeToken(leaked.row().credential());
      watched.requireAttackerIsTold("status 403");
    }
  }

  /** As Rekey does it: one value is changed, its neighbours stay. */
  private static void replace(String location, String under, String name, Made fresh)
      throws IOException {
    ObjectNode content = (ObjectNode) store.read(location);
    ObjectNode inner = under.isEmpty() ? content : (ObjectNode) content.required(under);
    inner.put(name, new String(fresh.value(), US_ASCII));
    Map<String, Object> whole = new HashMap<>();
    content.properties().forEach(one -> whole.put(one.getKey(), one.getValue()));
    store.write(location, whole);
  }
}
