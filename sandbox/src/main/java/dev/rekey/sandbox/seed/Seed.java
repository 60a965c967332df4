// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.seed;

import static java.util.Objects.requireNonNull;

import dev.rekey.sandbox.aws.AwsClients;
import dev.rekey.sandbox.store.AppStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

/**
 * Makes IAM users without any policy, a key or two for each, an application that holds each key in
 * OpenBao, and the list of all these keys as a responder is handed it.
 */
public final class Seed {
  private static final String LIST_HEADER =
      "system,identity,kind,credential_id,owner,privilege,exposure,places";
  private static final List<String> TEAMS =
      List.of("billing", "search", "payments", "mobile", "platform", "data", "web");
  private static final List<String> PRIVILEGES = List.of("read", "write", "read", "admin", "write");
  private static final int CANARY_BYTES = 16;

  private final SeedPlan plan;
  private final IamClient iam;
  private final AppStore store;
  private final List<SeededKey> keys = new ArrayList<>();
  private final List<AwsBasicCredentials> secrets = new ArrayList<>();
  private final List<String> canaries = new ArrayList<>();
  private final SecureRandom random = new SecureRandom();

  private Seed(SeedPlan plan, IamClient iam, AppStore store) {
    this.plan = plan;
    this.iam = iam;
    this.store = store;
  }

  /**
   * Makes all of it.
   *
   * @param aws the endpoint of IAM
   * @param admin who may make users and keys there
   * @param store where the applications keep their keys
   * @param folder gets {@code leaked.csv} and {@code seeded-secrets.json}; made if it is not there
   * @throws IOException if a path of the store or a file cannot be written
   */
  public static Seeded plant(
      SeedPlan plan, URI aws, AwsBasicCredentials admin, AppStore store, Path folder)
      throws IOException {
    requireNonNull(folder, "folder is null");
    try (IamClient iam = AwsClients.iam(aws, admin)) {
      Seed seed = new Seed(plan, iam, store);
      for (int number = 1; number <= plan.identities(); number++) {
        seed.plantIdentity(number);
      }
      return seed.write(Files.createDirectories(folder));
    }
  }

  private void plantIdentity(int number) throws IOException {
    String team = TEAMS.get(number % TEAMS.size());
    String privilege = PRIVILEGES.get(number % PRIVILEGES.size());
    String user = "svc-%s-%03d".formatted(team, number);
    iam.createUser(create -> create.userName(user));
    plantKey(user, "secret/apps/" + user, team, privilege);
    if (plan.hasSecondKey(number)) {
      plantKey(user, "secret/jobs/" + user, team, privilege);
    }
  }

  private void plantKey(String user, String location, String team, String privilege)
      throws IOException {
    AccessKey made = iam.createAccessKey(create -> create.userName(user)).accessKey();
    AwsBasicCredentials key =
        AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey());
    Map<String, String> neighbours =
        Map.of("database_password", canary(), "webhook_signing_key", canary());
    store.write(location, key, neighbours);
    secrets.add(key);
    canaries.addAll(neighbours.values());
    keys.add(new SeededKey(user, key.accessKeyId(), location, team, privilege));
  }

  private String canary() {
    byte[] bytes = new byte[CANARY_BYTES];
    random.nextBytes(bytes);
    return "CANARY-" + HexFormat.of().formatHex(bytes);
  }

  private Seeded write(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of(LIST_HEADER));
    keys.forEach(key -> lines.add(row(key)));
    Path list = Files.write(folder.resolve("leaked.csv"), lines);
    Path secretsFile = folder.resolve("seeded-secrets.json");
    SeededSecrets.write(secretsFile, secrets, canaries);
    return new Seeded(list, secretsFile, keys);
  }

  private String row(SeededKey key) {
    String place =
        "%s:%s#id=%s&secret=%s"
            .formatted(plan.storeSystem(), key.location(), AppStore.ID, AppStore.SECRET);
    return String.join(
        ",",
        plan.awsSystem(),
        key.user(),
        "iam-access-key",
        key.keyId(),
        key.team(),
        key.privilege(),
        "build logs of team " + key.team(),
        place);
  }
}
