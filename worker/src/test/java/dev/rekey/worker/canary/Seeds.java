// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.canary;

import dev.rekey.worker.rig.AwsStores;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Login;
import dev.rekey.worker.rig.Roles;
import dev.rekey.worker.rig.StoredKey;
import dev.rekey.worker.rig.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** One leaked credential of each sort at least, whose values must not be found afterwards. */
record Seeds(
    World world,
    Leak calm,
    Leak conflict,
    Leak lost,
    Leak broken,
    Login secretId,
    Login token,
    StoredKey stored,
    Databases databases) {

  static final String NEW_BY_HAND = "fresh-value-from-somebodys-hands!";
  private static final String OLD_BY_HAND = "leaked-value-from-somebodys-hands";

  /** Has them leak, all but the passwords. */
  static Seeds leaked(World world, AwsStores stores, Roles roles) {
    world.put("apps/canary-hands", Map.of("token", OLD_BY_HAND));
    return new Seeds(
        world,
        Leak.of(world, "canary-calm", 2),
        Leak.of(world, "canary-conflict", 1),
        Leak.of(world, "canary-lost", 1),
        Leak.of(world, "canary-broken", 1),
        Login.of(world, Login.Kind.SECRET_ID, "canary-secret-id"),
        Login.of(world, Login.Kind.TOKEN, "canary-token"),
        StoredKey.of(world, stores, "canary-stores"),
        new Databases(world, roles));
  }

  private List<Leak> leaks() {
    return List.of(calm, conflict, lost, broken);
  }

  private List<Login> logins() {
    return List.of(secretId, token);
  }

  /** A list of them, all but the passwords. */
  String csv() {
    StringBuilder csv = new StringBuilder(Leak.header());
    leaks().forEach(leak -> csv.append(leak.row("write")));
    logins().forEach(login -> csv.append(login.row("write")));
    csv.append(stored.row("write"));
    csv.append("sheets,svc-sheets,api-token,tok-1,payments,write,");
    csv.append("bao-prod:secret/apps/canary-hands#secret=/token;sheets:Admin#secret=token\n");
    return csv.toString();
  }

  /** How many there are. */
  int count() {
    return leaks().size() + logins().size() + 2 + Databases.COUNT;
  }

  /** What uses the keys of AWS through their places. */
  Map<String, BooleanSupplier> consumers() {
    Map<String, BooleanSupplier> consumers = new LinkedHashMap<>(stored.consumers());
    for (Leak leak : leaks()) {
      leak.paths().forEach(path -> consumers.put(path, () -> world.consume(path)));
    }
    return consumers;
  }

  /** All that is secret about them, old and new, by what it is. */
  Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>(databases.secrets());
    for (Login login : logins()) {
      secrets.put("leaked one of " + login.identity(), login.value());
      secrets.put("new one of " + login.identity(), login.placed(world));
    }
    for (Leak leak : leaks()) {
      secrets.put("leaked secret of " + leak.user(), world.secret(leak.id()));
      secrets.put(
          "new secret of " + leak.user(),
          world.read(leak.paths().getFirst()).get("aws").get("secret_access_key").stringValue());
    }
    secrets.put("leaked secret in AWS's stores", world.secret(stored.id()));
    secrets.put("new secret in AWS's stores", stored.placed());
    secrets.put("leaked one by hand", OLD_BY_HAND);
    secrets.put("new one by hand", NEW_BY_HAND);
    return secrets;
  }
}
