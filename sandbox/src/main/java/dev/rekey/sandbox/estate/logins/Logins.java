// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

import dev.rekey.sandbox.estate.Estate;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.store.AppStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All that lets into one OpenBao. */
public final class Logins implements Estate {
  private final BaoCalls bao;
  private final BaoAdmin admin;
  private final AppRoles roles;
  private final Tokens tokens;
  private final Sessions sessions;
  private final List<Leaked> leaked = new ArrayList<>();

  /**
   * An OpenBao without roles yet.
   *
   * @param system the name that the list gives to it, as to the store in it
   * @param tokenFile mode 0600, its whole content is the token of whoever runs it
   * @param store where the applications keep what they log in with; closing it is the caller's,
   *     after this
   */
  public Logins(String system, URI openBao, Path tokenFile, AppStore store, Clock clock) {
    bao = new BaoCalls(openBao);
    admin = new BaoAdmin(bao, tokenFile);
    TokenDoor door = new TokenDoor(bao);
    roles = new AppRoles(system, admin, store, new RoleDoor(bao), clock);
    tokens = new Tokens(system, admin, store, door, clock);
    sessions = new Sessions(system, admin, door);
  }

  /**
   * Makes roles, what lets into them, and applications. An attacker who keeps trying a dead
   * secret-id would lock its role for all its consumers: that is switched off.
   *
   * @throws IOException if OpenBao refuses
   */
  public Logins plant(int appRoles, int serviceTokens, int peoplesSessions) throws IOException {
    admin.enableAppRoles();
    for (int number = 1; number <= appRoles; number++) {
      leaked.add(roles.plant(number));
    }
    for (int number = 1; number <= serviceTokens; number++) {
      leaked.add(tokens.plant(number));
    }
    for (int number = 1; number <= peoplesSessions; number++) {
      leaked.add(sessions.plant(number));
    }
    return this;
  }

  BaoAdmin admin() {
    return admin;
  }

  @Override
  public List<Leaked> leaked() {
    return List.copyOf(leaked);
  }

  @Override
  public void close() {
    bao.close();
  }
}
