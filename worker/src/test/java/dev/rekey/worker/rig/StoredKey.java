// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import tools.jackson.databind.JsonNode;

/**
 * A leaked AWS key in a secret of Secrets Manager and in a parameter of Systems Manager.
 *
 * @param id the leaked key's
 * @param name of the secret, and of the parameter
 */
public record StoredKey(World world, AwsStores stores, String user, String id, String name) {

  /** Makes a user with a key and puts it into both stores. */
  public static StoredKey of(World world, AwsStores stores, String user) {
    StoredKey made = new StoredKey(world, stores, user, world.leak(user), "stores/" + user);
    stores.place(made.name, made.id);
    return made;
  }

  /** Its row under {@link Leak#header}. */
  public String row(String privilege) {
    return "aws-prod,%s,iam-access-key,%s,payments,%s,aws-prod:secretsmanager/%s;aws-prod:ssm/%s\n"
        .formatted(user, id, privilege, name, name);
  }

  /** What uses it through each store, by the place's name. */
  public Map<String, BooleanSupplier> consumers() {
    return Map.of(
        "secretsmanager/" + name, () -> works(() -> stores.secret(name)),
        "ssm/" + name, () -> works(() -> stores.parameter(name)));
  }

  /**
   * Two calls that may wait for long on a busy machine: what was read by the first may be dead when
   * the second comes. Then, and only then, another key is there to be read.
   */
  private boolean works(Supplier<JsonNode> store) {
    JsonNode read = store.get();
    if (isAccepted(read)) {
      return true;
    }
    JsonNode now = store.get();
    return !now.equals(read) && isAccepted(now);
  }

  private boolean isAccepted(JsonNode document) {
    return world.accepts(
        document.at("/aws/access_key_id").stringValue(),
        document.at("/aws/secret_access_key").stringValue());
  }

  /** The part of the key that nobody may know, as the secret holds it now. */
  public String placed() {
    return stores.secret(name).at("/aws/secret_access_key").stringValue();
  }

  /** One live key and it is new; both stores hold it; the leaked one is refused. */
  public void requireReplaced() {
    assertThat(world.keys(user))
        .as("keys of %s", user)
        .singleElement()
        .extracting(AccessKeyMetadata::accessKeyId)
        .isNotEqualTo(id)
        .satisfies(fresh -> {
          requireHeld(fresh, stores.secret(name));
          requireHeld(fresh, stores.parameter(name));
        });
    assertThat(world.accepts(id, world.secret(id))).as("leaked key of %s", user).isFalse();
    assertThat(stores.labels(name))
        .as("labels of %s", name)
        .contains("AWSCURRENT")
        .doesNotContain("AWSPREVIOUS");
  }

  private void requireHeld(String fresh, JsonNode document) {
    assertThat(document.at("/aws/access_key_id").stringValue()).isEqualTo(fresh);
    assertThat(document.at("/neighbour").stringValue()).isEqualTo("stays");
    assertThat(isAccepted(document)).as("what a store of %s holds", user).isTrue();
  }
}
