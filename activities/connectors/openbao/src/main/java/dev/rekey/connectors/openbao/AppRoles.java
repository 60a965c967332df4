// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** Reads what an AppRole engine knows of its roles and of their secret-ids. */
final class AppRoles {

  private static final JsonPointer USES = JsonPointer.compile("/data/secret_id_num_uses");
  private static final JsonPointer ROLE_ID = JsonPointer.compile("/data/role_id");

  private final List<String> mount;
  private final Calls calls;

  AppRoles(List<String> mount, Calls calls) {
    this.mount = List.copyOf(mount);
    this.calls = calls;
  }

  /** The segments of a path below a role. */
  List<String> path(String role, String... below) {
    return path(mount, role, below);
  }

  static List<String> path(List<String> mount, String role, String... below) {
    List<String> path = new ArrayList<>(List.of("auth"));
    path.addAll(mount);
    path.addAll(List.of("role", role));
    path.addAll(List.of(below));
    return path;
  }

  /** Where its tokens say that they come from. */
  String loginPath() {
    return "auth/" + String.join("/", mount) + "/login";
  }

  /** How often each of its secret-ids may be used, 0 for no limit; {@code NOT_FOUND} if no role. */
  Outcome<Long> uses(String role) {
    return calls.get(
        "read AppRole role '%s'".formatted(role),
        path(role),
        Optional.empty(),
        answer ->
            JsonScan.number(answer, USES)
                .orElseThrow(() -> new Calls.UnexpectedAnswer("secret_id_num_uses")));
  }

  /** The role's half of every value; the caller owns it. */
  Outcome<Secret> roleId(String role) {
    return calls.get(
        "read the role-id of AppRole role '%s'".formatted(role),
        path(role, "role-id"),
        Optional.empty(),
        answer ->
            JsonScan.secret(answer, ROLE_ID)
                .orElseThrow(() -> new Calls.UnexpectedAnswer("a role_id")));
  }

  /** The accessors of a role that is known to exist, those of expired secret-ids included. */
  Outcome<List<String>> accessors(String role) {
    return calls.list(
        "list the secret-ids of AppRole role '%s'".formatted(role), path(role, "secret-id"));
  }

  /** The living secret-ids of a role that is known to exist. */
  Outcome<List<SecretIdEntry>> living(String role) {
    return accessors(role)
        .flatMap(accessors -> {
          List<SecretIdEntry> living = new ArrayList<>();
          for (String accessor : accessors) {
            Outcome<Sight> sight = find(role, accessor);
            if (!(sight instanceof Done<Sight>(Sight seen))) {
              return sight.map(unread -> living);
            }
            if (seen instanceof Sight.Living(SecretIdEntry entry)) {
              living.add(entry);
            }
          }
          return new Done<>(living);
        });
  }

  /** What an accessor stands for, asked for below a role. */
  sealed interface Sight {
    /** A living secret-id of this role. */
    record Living(SecretIdEntry entry) implements Sight {}

    /** One of this role's that expired, or one of another role's: the server does not say. */
    record Hidden() implements Sight {}

    /** Nothing any more. */
    record Gone() implements Sight {}
  }

  Outcome<Sight> find(String role, String accessor) {
    return calls
        .find(
            "look up secret-id accessor %s of AppRole role '%s'".formatted(accessor, role),
            path(role, "secret-id-accessor", "lookup"),
            named(accessor),
            SecretIdEntry::of)
        .map(found ->
            found.isEmpty()
                ? new Sight.Gone()
                : found.get().<Sight>map(Sight.Living::new).orElseGet(Sight.Hidden::new));
  }

  /** The body of a request about one accessor. */
  static byte[] named(String accessor) {
    return JsonScan.object(
        generator -> generator.writeStringProperty("secret_id_accessor", accessor));
  }
}
