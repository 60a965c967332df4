// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A leaked secret-id or token of OpenBao, in a place of its own beside a neighbour.
 *
 * @param identity the AppRole or token role that it speaks for
 * @param id its accessor
 * @param value what was leaked
 */
public record Login(Kind kind, String identity, String id, String value) {

  /** What it is, as a list of leaked credentials names it. */
  public enum Kind {
    SECRET_ID("openbao-approle-secret-id"),
    TOKEN("openbao-token");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** Makes a role and a credential of it, and puts that into its place. */
  public static Login of(World world, Kind kind, String identity) {
    Login made =
        switch (kind) {
          case SECRET_ID -> secretId(world, identity);
          case TOKEN -> token(world, identity);
        };
    world.put(
        made.path(),
        switch (kind) {
          case SECRET_ID ->
              Map.of(
                  "approle",
                  Map.of("role_id", roleId(identity), "secret_id", made.value),
                  "neighbour",
                  "stays");
          case TOKEN -> Map.of("token", made.value, "neighbour", "stays");
        });
    return made;
  }

  private static Login secretId(World world, String role) {
    String path = "auth/approle/role/" + role;
    // Answers 400 when it is mounted already.
    world.administer("sys/auth/approle", Map.of("type", "approle"));
    world.administer(path, Map.of("token_policies", List.of("default")));
    world.administer(path + "/role-id", Map.of("role_id", roleId(role)));
    JsonNode made = world.administer(path + "/secret-id", Map.of()).get("data");
    return new Login(
        Kind.SECRET_ID,
        role,
        made.get("secret_id_accessor").stringValue(),
        made.get("secret_id").stringValue());
  }

  private static Login token(World world, String role) {
    world.administer(
        "auth/token/roles/" + role,
        Map.of("orphan", true, "renewable", true, "allowed_policies", List.of("default")));
    JsonNode made =
        world
            .administer("auth/token/create/" + role, Map.of("policies", List.of("default")))
            .get("auth");
    return new Login(
        Kind.TOKEN,
        role,
        made.get("accessor").stringValue(),
        made.get("client_token").stringValue());
  }

  private static String roleId(String role) {
    return "id-of-" + role;
  }

  /** Its row under {@link Leak#header}. */
  public String row(String privilege) {
    return "bao-prod,%s,%s,%s,payments,%s,bao-prod:secret/%s\n"
        .formatted(identity, kind.text, id, privilege, path());
  }

  private String path() {
    return "apps/" + identity;
  }

  /** What its place holds now. */
  public String placed(World world) {
    return world
        .read(path())
        .at(kind == Kind.TOKEN ? "/token" : "/approle/secret_id")
        .stringValue();
  }

  /** One live one and it is new; the place holds it; the leaked one is refused. */
  public void requireReplaced(World world) {
    String placed = placed(world);
    assertThat(placed).as("what the place of %s holds", identity).isNotEqualTo(value);
    assertThat(world.read(path()).get("neighbour").stringValue()).isEqualTo("stays");
    assertThat(world.isReadable(path(), 1)).as("leaked version of %s", identity).isFalse();
    assertThat(accepts(world, placed)).as("new one of %s", identity).isTrue();
    assertThat(accepts(world, value)).as("leaked one of %s", identity).isFalse();
    assertThat(living(world)).as("live ones of %s", identity).hasSize(1).doesNotContain(id);
  }

  /** The leaked one lives and is the only one; the place holds it. */
  public void requireAsLeaked(World world) {
    assertThat(placed(world)).as("what the place of %s holds", identity).isEqualTo(value);
    assertThat(world.read(path()).get("neighbour").stringValue()).isEqualTo("stays");
    assertThat(accepts(world, value)).as("leaked one of %s", identity).isTrue();
    assertThat(living(world)).as("live ones of %s", identity).containsExactly(id);
  }

  private boolean accepts(World world, String shown) {
    return switch (kind) {
      case SECRET_ID ->
          world
              .administer(
                  "auth/approle/login", Map.of("role_id", roleId(identity), "secret_id", shown))
              .has("auth");
      case TOKEN -> world.administer("auth/token/lookup", Map.of("token", shown)).has("data");
    };
  }

  /** The accessors of its identity's credentials that live. */
  public List<String> living(World world) {
    return switch (kind) {
      case SECRET_ID -> world.list("auth/approle/role/%s/secret-id".formatted(identity));
      case TOKEN ->
          world.list("auth/token/accessors").stream()
              .filter(accessor ->
                  world
                      .administer("auth/token/lookup-accessor", Map.of("accessor", accessor))
                      .at("/data/role")
                      .stringValue("")
                      .equals(identity))
              .toList();
    };
  }
}
