// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Login;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenBao ends a new token while it is tried: another is issued, and nobody has to be asked. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(300)
class TokenEndedIT {

  private static final String SYSTEM = "bao-ending";

  /** New tokens are tried for three seconds: time enough to end one. */
  private static final int COMPRESSION = 10;

  private final World world = World.shared();

  @Test
  void aNewTokenThatIsGoneIsIssuedAnew(SharedRekey rekey) {
    Login token = Login.of(world, Login.Kind.TOKEN, "ended-path");
    Responders people = rekey.in("token-ended");
    people.addSystem(SYSTEM, "openbao", world.baoSettings(), COMPRESSION);
    people.begin();
    people.intake(Leak.header() + token.row("write").replaceFirst("bao-prod", SYSTEM));
    people.plan("none");
    people.startApproved();

    people.until("a new one was there, and is ended", Walked.PATIENCE, () -> endNew(token));
    people.until("proven", Walked.PATIENCE, () -> people.count("proven") == 1);

    token.requireReplaced(world);
    byte[] certificate = people.close();
    Aftermath.requireValid(certificate);
    assertThat(new String(certificate, StandardCharsets.UTF_8))
        .containsPattern("\"result\":\"lost\"[^}]*\"step\":\"prove-new\"");
    rekey.aftermath().requireTidy("token-ended");
  }

  private boolean endNew(Login token) {
    List<String> fresh =
        token.living(world).stream().filter(accessor -> !accessor.equals(token.id())).toList();
    fresh.forEach(
        accessor -> world.administer("auth/token/revoke-accessor", Map.of("accessor", accessor)));
    return !fresh.isEmpty();
  }
}
