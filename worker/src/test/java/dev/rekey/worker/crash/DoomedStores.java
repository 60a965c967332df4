// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.AwsStores;
import dev.rekey.worker.rig.StoredKey;
import dev.rekey.worker.rig.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * AWS keys that lie in a secret of Secrets Manager and in a parameter of Systems Manager, and die
 * only there: of the keys themselves {@link DoomedKeys} has every death.
 */
final class DoomedStores implements Doomed {

  private static final List<Spot> THERE =
      List.of(Spot.FIRST_WRITE, Spot.SECOND_WRITE, Spot.FIRST_DESTROY, Spot.SECOND_DESTROY);

  private final World world;
  private final AwsStores stores;
  private final List<StoredKey> keys = new ArrayList<>();

  DoomedStores(World world, AwsStores stores, Deaths deaths, LostAnswers lost) {
    this.world = world;
    this.stores = stores;
    for (Moment moment : Moment.AROUND) {
      deaths.die(leak(moment.text()).user(), THERE, moment);
    }
    StoredKey unheard = leak("lost");
    deaths.die(
        unheard.user(),
        List.of(Spot.FIRST_WRITE, Spot.SECOND_WRITE, Spot.FIRST_DESTROY),
        Moment.AFTER);
    String secret = "\"SecretId\":\"%s\"".formatted(unheard.name());
    lost.ofStore(secret, "\"MoveToVersionId\"");
    lost.ofStore("\"Name\":\"/%s\"".formatted(unheard.name()), "\"Overwrite\":true");
    lost.ofStore(secret, "\"VersionStage\":\"AWSPREVIOUS\"");
  }

  private StoredKey leak(String what) {
    keys.add(StoredKey.of(world, stores, "stores-" + what));
    return keys.getLast();
  }

  @Override
  public List<String> rows() {
    return keys.stream().map(key -> key.row("write").strip() + ",replace,,").toList();
  }

  @Override
  public Map<String, BooleanSupplier> consumers() {
    Map<String, BooleanSupplier> consumers = new LinkedHashMap<>();
    keys.forEach(key -> consumers.putAll(key.consumers()));
    return consumers;
  }

  @Override
  public void requireReplaced(Aftermath aftermath) {
    keys.forEach(StoredKey::requireReplaced);
  }
}
