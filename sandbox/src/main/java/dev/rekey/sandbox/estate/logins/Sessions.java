// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Row;
import dev.rekey.sandbox.estate.Team;
import dev.rekey.sandbox.traffic.Door;
import java.io.IOException;
import java.util.Optional;

/** Tokens of people who once logged in: nobody gets them anew, so they are revoked at once. */
final class Sessions {

  /** Begins the identity of a token that no role made. */
  static final String BY_NAME = "display/";

  private final String system;
  private final BaoAdmin admin;
  private final Door<byte[]> door;

  Sessions(String system, BaoAdmin admin, Door<byte[]> door) {
    this.system = system;
    this.admin = admin;
    this.door = door;
  }

  Leaked plant(int number) throws IOException {
    String person = "laptop-%s-%03d".formatted(Team.of(number), number);
    Made made = admin.session(person);
    Row row =
        new Row(
            system,
            BY_NAME + "token-" + person,
            Tokens.KIND,
            made.accessor(),
            Team.of(number),
            "write",
            "a laptop of team " + Team.of(number),
            "",
            "revoke-now");
    return new Leaked(Group.SESSION, row, Optional.empty(), () -> door.enter(made.value()));
  }
}
