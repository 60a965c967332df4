// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.AwsStores;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import tools.jackson.databind.JsonNode;

/** A leaked key whose consumers read it from AWS's own stores, on its way to a closed campaign. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(1500)
class AwsPlacesPathIT {

  private static final String USER = "path-aws-places";
  private static final String NAME = "path/" + USER;

  private final World world = World.shared();
  private final AwsStores stores = AwsStores.of(world);

  @AfterEach
  void stop() {
    stores.close();
  }

  @Test
  void aLeakedKeyIsReplacedInASecretAndInAParameter(SharedRekey shared) {
    String leaked = world.leak(USER);
    List<String> places = stores.place(NAME, leaked);
    Responders people = shared.people().in("aws-places");
    people.begin();
    String row =
        "aws-prod,%s,iam-access-key,%s,payments,write,%s\n"
            .formatted(USER, leaked, String.join(";", places));
    assertThat(people.intake(Leak.header() + row).get("resolved").intValue()).isEqualTo(1);
    people.plan("none");
    people.startApproved();
    people.until(
        "proven",
        Duration.ofMinutes(6),
        () -> {
          boolean served = consume(stores.secret(NAME)) && consume(stores.parameter(NAME));
          return served && people.count("proven") == 1;
        });
    Aftermath.requireValid(people.close());

    assertThat(world.keys(USER))
        .extracting(AccessKeyMetadata::accessKeyId)
        .singleElement()
        .isNotEqualTo(leaked)
        .satisfies(fresh -> {
          requireReplaced(fresh, stores.secret(NAME));
          requireReplaced(fresh, stores.parameter(NAME));
        });
    assertThat(world.accepts(leaked, world.secret(leaked))).as("the leaked key").isFalse();
    assertThat(stores.labels(NAME)).contains("AWSCURRENT").doesNotContain("AWSPREVIOUS");
  }

  /** Uses whatever is there, as a consumer that comes and goes. */
  private boolean consume(JsonNode document) {
    return world.accepts(
        document.at("/aws/access_key_id").stringValue(),
        document.at("/aws/secret_access_key").stringValue());
  }

  private void requireReplaced(String id, JsonNode document) {
    assertThat(document.at("/aws/access_key_id").stringValue()).isEqualTo(id);
    assertThat(document.at("/neighbour").stringValue()).isEqualTo("stays");
    assertThat(consume(document)).isTrue();
  }
}
