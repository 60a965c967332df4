// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.AwsStores;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.StoredKey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A leaked key whose consumers read it from AWS's own stores, on its way to a closed campaign. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(1500)
class AwsPlacesPathIT {

  private final World world = World.shared();
  private final AwsStores stores = AwsStores.of(world);

  @AfterEach
  void stop() {
    stores.close();
  }

  @Test
  void aLeakedKeyIsReplacedInASecretAndInAParameter(SharedRekey shared) {
    StoredKey leaked = StoredKey.of(world, stores, "path-aws-places");
    Responders people = shared.people().in("aws-places");
    people.begin();
    String rows = Leak.header() + leaked.row("write");
    assertThat(people.intake(rows).get("resolved").intValue()).isEqualTo(1);
    people.plan("none");
    people.startApproved();
    try (Traffic traffic = Traffic.start(world, leaked.consumers())) {
      people.until("proven", Duration.ofMinutes(6), () -> people.count("proven") == 1);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    Aftermath.requireValid(people.close());
    leaked.requireReplaced();
  }
}
