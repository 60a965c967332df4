// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.aws;

import static java.util.Objects.requireNonNull;

import dev.rekey.sandbox.aws.AwsClients;
import dev.rekey.sandbox.estate.Estate;
import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Row;
import dev.rekey.sandbox.estate.Team;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.sandbox.traffic.Application;
import dev.rekey.sandbox.traffic.Consumer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * IAM users without any policy, each with a key that one application holds; some have a second one
 * that nobody needs, so that both slots are taken.
 */
public final class AwsKeys implements Estate {
  private static final String KIND = "iam-access-key";

  /** Every so-manieth user's application reads Secrets Manager, the others' OpenBao. */
  private static final int SECRET_EACH = 5;

  private static final String TURNS_KEYS =
      """
      {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow", "Action": "iam:CreateAccessKey", "Resource": "*"}]}\
      """;
  private static final Duration KEPT_FOR = Duration.ofSeconds(1);

  private final String system;
  private final String storeSystem;
  private final URI endpoint;
  private final AppStore store;
  private final Clock clock;
  private final IamClient iam;
  private final SecretsManagerClient secrets;
  private final CallerIdentity door;
  private final List<Leaked> leaked = new ArrayList<>();
  private final Map<String, AwsBasicCredentials> copies = new HashMap<>();
  private final Map<String, KeyPlace> places = new HashMap<>();

  /**
   * An AWS without users yet.
   *
   * @param system the name that the list gives to it
   * @param storeSystem the name that the list gives to the store
   * @param endpoint of IAM and STS
   * @param admin who may make users and keys there
   * @param store where the applications keep their keys; closing it is the caller's, after this
   */
  public AwsKeys(
      String system,
      String storeSystem,
      URI endpoint,
      AwsBasicCredentials admin,
      AppStore store,
      Clock clock) {
    this.system = system;
    this.storeSystem = storeSystem;
    this.endpoint = endpoint;
    this.store = store;
    this.clock = clock;
    iam = AwsClients.iam(endpoint, admin);
    secrets = AwsClients.secrets(endpoint, admin);
    door = new CallerIdentity(endpoint);
  }

  /**
   * Makes users and their keys.
   *
   * @param users how many, each with an application
   * @param unused how many of them, from the second one on, have another key that nobody needs
   * @throws IOException if a path of the store cannot be written
   */
  public AwsKeys plant(int users, int unused) throws IOException {
    for (int number = 1; number <= users; number++) {
      plantUser(number);
    }
    for (int number = 2; number < 2 + unused; number++) {
      AwsBasicCredentials key = newKey(user(number));
      add(Group.UNUSED, key, number, "", "retire", Optional.empty());
    }
    return this;
  }

  private void plantUser(int number) throws IOException {
    String user = user(number);
    iam.createUser(create -> create.userName(user));
    AwsBasicCredentials key = newKey(user);
    KeyPlace place =
        number % SECRET_EACH == 3
            ? new StoredSecret(system, secrets, "apps/" + user)
            : new VaultPath(storeSystem, store, "secret/apps/" + user);
    place.put(key);
    places.put(user, place);
    Consumer application =
        new Application<>(Group.AWS.title(), user, place::read, door, KEPT_FOR, clock);
    add(Group.AWS, key, number, place.listed(), "replace", Optional.of(application));
  }

  private static String user(int number) {
    return "svc-%s-%03d".formatted(Team.of(number), number);
  }

  private void add(
      Group group,
      AwsBasicCredentials key,
      int number,
      String place,
      String disposition,
      Optional<Consumer> consumer) {
    Row row =
        new Row(
            system,
            user(number),
            KIND,
            key.accessKeyId(),
            Team.of(number),
            group == Group.AWS ? Team.privilege(number) : "read",
            "build logs of team " + Team.of(number),
            place,
            disposition);
    copies.put(key.accessKeyId(), key);
    leaked.add(new Leaked(group, row, consumer, () -> door.enter(key)));
  }

  /** Makes one more key for that user. */
  public AwsBasicCredentials newKey(String user) {
    return made(iam.createAccessKey(create -> create.userName(user)).accessKey());
  }

  private static AwsBasicCredentials made(AccessKey key) {
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  /** Takes a key away, as its administrator would in the console. */
  public void delete(String user, String keyId) {
    iam.deleteAccessKey(delete -> delete.userName(user).accessKeyId(keyId));
  }

  /** Where the application of that user reads its key. */
  KeyPlace place(String user) {
    return requireNonNull(places.get(user), user);
  }

  /**
   * The attacker uses its copy of a leaked key to make itself a key of another user, so as to be
   * there still when all leaked ones are dead. It is in nobody's list.
   *
   * @param by the leaked key that is used
   * @param of whose user gets another key
   */
  public Leaked breed(Leaked by, Leaked of) {
    Row row = of.row();
    AwsBasicCredentials copy = copies.get(by.row().credential());
    if (copy == null) {
      throw new IllegalArgumentException(
          by.row().credential() + " (expected: a leaked key of this AWS)");
    }
    letMakeKeys(by.row().identity());
    AwsBasicCredentials own;
    try (IamClient thief = AwsClients.iam(endpoint, copy)) {
      own = made(thief.createAccessKey(create -> create.userName(row.identity())).accessKey());
    }
    Row found =
        new Row(
            row.system(),
            row.identity(),
            row.kind(),
            own.accessKeyId(),
            row.team(),
            "read",
            "made by the attacker",
            "",
            "revoke-now");
    return new Leaked(Group.STRANGER, found, Optional.empty(), () -> door.enter(own));
  }

  /** Somebody once found it handy that this user turns keys, its own and others'. */
  private void letMakeKeys(String user) {
    iam.putUserPolicy(
        put -> put.userName(user).policyName("turns-keys").policyDocument(TURNS_KEYS));
  }

  @Override
  public List<Leaked> leaked() {
    return List.copyOf(leaked);
  }

  @Override
  public void close() {
    iam.close();
    secrets.close();
    door.close();
  }
}
