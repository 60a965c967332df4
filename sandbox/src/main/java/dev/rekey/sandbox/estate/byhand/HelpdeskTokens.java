// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.byhand;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.sandbox.estate.Canary;
import dev.rekey.sandbox.estate.Estate;
import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Row;
import dev.rekey.sandbox.estate.Team;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.sandbox.traffic.Application;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens of a help desk that applications work with. */
public final class HelpdeskTokens implements Estate {

  /** As the list names the kind. */
  public static final String KIND = "api-token";

  private static final String AT = "/helpdesk/token";
  private static final Duration KEPT_FOR = Duration.ofSeconds(1);

  private final String system;
  private final String storeSystem;
  private final Helpdesk helpdesk;
  private final AppStore store;
  private final HelpdeskDoor door;
  private final Clock clock;
  private final List<Leaked> leaked = new ArrayList<>();

  /**
   * A help desk without tokens yet.
   *
   * @param system the name that the list gives to it
   * @param storeSystem the name that the list gives to the store
   * @param helpdesk closing it is the caller's, after this; so is closing the store
   */
  public HelpdeskTokens(
      String system, String storeSystem, Helpdesk helpdesk, AppStore store, Clock clock) {
    this.system = system;
    this.storeSystem = storeSystem;
    this.helpdesk = helpdesk;
    this.store = store;
    this.clock = clock;
    door = new HelpdeskDoor(helpdesk.address());
  }

  /** Makes tokens, each with an application. */
  public HelpdeskTokens plant(int tokens) throws IOException {
    for (int number = 1; number <= tokens; number++) {
      plantOne(number);
    }
    return this;
  }

  private void plantOne(int number) throws IOException {
    String agent = "bot-%s-%03d".formatted(Team.of(number), number);
    String location = "secret/bots/" + agent;
    HelpdeskToken token = helpdesk.make(agent);
    put(location, token.value());
    Row row =
        new Row(
            system,
            agent,
            KIND,
            token.id(),
            Team.of(number),
            "write",
            "a ticket of team " + Team.of(number),
            "%s:%s#secret=%s".formatted(storeSystem, location, AT),
            "replace");
    Application<byte[]> application =
        new Application<>(Group.BY_HAND.title(), agent, () -> at(location), door, KEPT_FOR, clock);
    leaked.add(
        new Leaked(Group.BY_HAND, row, Optional.of(application), () -> door.enter(token.value())));
  }

  void put(String location, byte[] value) throws IOException {
    store.write(
        location,
        Map.of(
            "helpdesk",
            Map.of("token", new String(value, US_ASCII)),
            "other",
            Canary.neighbours()));
  }

  private byte[] at(String location) throws IOException {
    return AppStore.text(store.read(location), AT).getBytes(US_ASCII);
  }

  @Override
  public List<Leaked> leaked() {
    return List.copyOf(leaked);
  }

  @Override
  public void close() {
    door.close();
  }
}
