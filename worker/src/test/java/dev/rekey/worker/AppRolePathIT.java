// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Leaked secret-ids of OpenBao on their way to a closed campaign, on real servers. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(1500)
class AppRolePathIT {

  private static final List<String> ROLES = List.of("path-one", "path-two");

  private final World world = World.shared();
  private final Map<String, String> leaked = new HashMap<>();

  @Test
  void leakedSecretIdsEndProvenAndTheNewOnesLieInTwoKeysOfOnePath(SharedRekey shared) {
    world.administer("sys/auth/approle", Map.of("type", "approle"));
    StringBuilder csv =
        new StringBuilder("system,identity,kind,credential_id,owner,privilege,places\n");
    ROLES.forEach(role ->
        csv.append(
            "bao-prod,%s,openbao-approle-secret-id,%s,payments,write,bao-prod:secret/apps/%s\n"
                .formatted(role, leak(role), role)));
    Map<String, String> sessions = new HashMap<>();
    ROLES.forEach(role -> sessions.put(role, login(role, known(leaked, role))));
    Responders people = shared.people().in("approle-path");
    people.begin();
    assertThat(people.intake(csv.toString()).get("resolved").intValue()).isEqualTo(2);
    people.plan("none");
    people.startApproved();
    people.until("all proven", Duration.ofMinutes(6), () -> people.count("proven") == 2);
    Aftermath.requireValid(people.close());
    for (String role : ROLES) {
      JsonNode place = world.read("apps/" + role);
      String fresh = place.at("/approle/secret_id").stringValue();
      assertThat(place.at("/approle/role_id").stringValue()).isEqualTo("id-of-" + role);
      assertThat(place.at("/neighbour").stringValue()).isEqualTo("stays");
      assertThat(fresh).isNotEqualTo(known(leaked, role));
      assertThat(login(role, fresh)).isNotEmpty();
      assertThat(login(role, known(leaked, role))).isEmpty();
      assertThat(isAlive(known(sessions, role))).isFalse();
      assertThat(world.isReadable("apps/" + role, 1)).isFalse();
    }
  }

  /** Makes a role with a secret-id, which lies in a place of its own; returns its accessor. */
  private String leak(String role) {
    String path = "auth/approle/role/" + role;
    world.administer(path, Map.of("token_policies", List.of("default")));
    world.administer(path + "/role-id", Map.of("role_id", "id-of-" + role));
    JsonNode made = world.administer(path + "/secret-id", Map.of()).get("data");
    String secretId = made.get("secret_id").stringValue();
    leaked.put(role, secretId);
    world.put(
        "apps/" + role,
        Map.of(
            "approle",
            Map.of("role_id", "id-of-" + role, "secret_id", secretId),
            "neighbour",
            "stays"));
    return made.get("secret_id_accessor").stringValue();
  }

  /** Logs in as a consumer or an attacker does; the token, empty if refused. */
  private String login(String role, String secretId) {
    return world
        .administer("auth/approle/login", Map.of("role_id", "id-of-" + role, "secret_id", secretId))
        .at("/auth/client_token")
        .stringValue("");
  }

  private static String known(Map<String, String> values, String role) {
    return requireNonNull(values.get(role), role);
  }

  private boolean isAlive(String token) {
    return world.administer("auth/token/lookup", Map.of("token", token)).has("data");
  }
}
