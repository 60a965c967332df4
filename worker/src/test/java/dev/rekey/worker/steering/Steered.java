// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.FaultyProxy;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.sandbox.aws.Call;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Starts;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A running Rekey between a strict AWS and an OpenBao of which every effect is noted. */
final class Steered implements AutoCloseable {

  /** What is waited for by a condition, on a machine that does other things too. */
  static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final Set<String> EFFECTS =
      Set.of("CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey");

  /** What OpenBao was told to change, and when. */
  private record Written(Instant at, String target) {}

  private final World world;
  private final List<Written> written = new CopyOnWriteArrayList<>();
  private final FaultyProxy bao;
  private final Path home;
  private final Embedded rekey;
  private final Responders first;

  private Steered(Path home, Timing timing, World world) {
    this.home = home;
    this.world = world;
    this.bao = new FaultyProxy(world.bao().address(), this::note);
    this.rekey = Starts.inTurn(() -> Embedded.start(home, 0, timing, System.out::println));
    this.first = new Responders(api(), "none");
    first.trustRoster();
    addSystems();
  }

  static Steered start(Path home, World world) {
    return start(
        home,
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20)),
        world);
  }

  static Steered start(Path home, Timing timing, World world) {
    return new Steered(home, timing, world);
  }

  private void addSystems() {
    first.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    Map<String, String> settings = new TreeMap<>(world.baoSettings());
    settings.put("address", bao.address().toString());
    first.addSystem("bao-prod", "openbao", settings, 600);
  }

  private boolean note(FaultyProxy.Seen seen) {
    boolean effect = !seen.method().equals("GET") && !seen.target().contains("capabilities");
    if (effect) {
      written.add(new Written(Instant.now(), seen.target()));
    }
    return effect;
  }

  /** The people, in no campaign. */
  Responders people() {
    return first;
  }

  World world() {
    return world;
  }

  FaultyProxy bao() {
    return bao;
  }

  Embedded rekey() {
    return rekey;
  }

  Api api() {
    return new Api(rekey.settings().port(), rekey.settings().token());
  }

  /** The real command line, against this Rekey. */
  Shell shell() {
    return new Shell(home);
  }

  JdbcClient jdbc() {
    return rekey.server().getBean(JdbcClient.class);
  }

  Aftermath aftermath() {
    return new Aftermath(world, jdbc());
  }

  /** Leaked keys of users of that prefix, each in one place, and in use there. */
  List<Leak> leak(String prefix, int users) {
    List<Leak> leaks =
        IntStream.range(0, users)
            .mapToObj(i -> Leak.of(world, "%s-%02d".formatted(prefix, i), 1))
            .toList();
    first.until(
        "they work",
        PATIENCE,
        () -> leaks.stream().allMatch(leak -> world.consume(leak.paths().getFirst())));
    return leaks;
  }

  /** A campaign of these people, begun and not planned. */
  Responders begin(String campaign) {
    Responders people = first.in(campaign);
    people.begin();
    return people;
  }

  /** A campaign over these leaks, planned; owners are not asked. */
  Responders plan(String campaign, List<Leak> leaks) {
    return plan(campaign, leaks, "none");
  }

  Responders plan(String campaign, List<Leak> leaks, String ownerApproval) {
    Responders people = begin(campaign);
    StringBuilder csv = new StringBuilder(Leak.header());
    leaks.forEach(leak -> csv.append(leak.row("write")));
    assertThat(people.intake(csv.toString()).get("resolved").intValue()).isEqualTo(leaks.size());
    people.plan(ownerApproval);
    return people;
  }

  /**
   * The effects that reached AWS about these users and OpenBao about their places, since a time.
   */
  List<String> effectsSince(Instant from, List<Leak> leaks) {
    Set<String> users = new TreeSet<>();
    Set<String> paths = new TreeSet<>();
    leaks.forEach(leak -> {
      users.add(leak.user());
      paths.addAll(leak.paths());
    });
    List<String> effects = new ArrayList<>();
    for (Call call : world.aws().journal().calls()) {
      if (EFFECTS.contains(call.action())
          && call.user().filter(users::contains).isPresent()
          && call.at().isAfter(from)) {
        effects.add("%s %s %s".formatted(call.at(), call.action(), call.user().get()));
      }
    }
    written.stream()
        .filter(one -> one.at().isAfter(from))
        .filter(one -> paths.stream().anyMatch(one.target()::endsWith))
        .forEach(one -> effects.add(one.at() + " OpenBao " + one.target()));
    return effects;
  }

  /** How many keys were made for a user, the leaked one among them. */
  int made(Leak leak) {
    return (int)
        world.aws().journal().calls().stream()
            .filter(call -> call.action().equals("CreateAccessKey") && call.accepted())
            .filter(call -> call.user().filter(leak.user()::equals).isPresent())
            .count();
  }

  /** What Rekey did to a user's keys, in order, after they had leaked. */
  List<String> effectsOn(String user) {
    List<String> effects = new ArrayList<>();
    for (Call call : world.aws().journal().calls()) {
      if (EFFECTS.contains(call.action())
          && call.accepted()
          && call.user().filter(user::equals).isPresent()) {
        String id = call.subject().orElse("");
        boolean fresh = call.action().equals("CreateAccessKey") && !world.hasSecret(id);
        if (fresh || !call.action().equals("CreateAccessKey")) {
          effects.add(call.action() + " " + (fresh ? "new" : id));
        }
      }
    }
    return effects;
  }

  /** The rotations of a campaign as the API shows them. */
  static List<JsonNode> rotations(Responders people) {
    List<JsonNode> all = new ArrayList<>();
    people
        .api()
        .get("/campaigns/%s/rotations".formatted(people.campaign()))
        .good()
        .forEach(all::add);
    return all;
  }

  /** How many are held for this reason. */
  static int held(Responders people, String reason) {
    return (int)
        rotations(people).stream()
            .filter(one -> one.get("state").stringValue().equals("held"))
            .filter(one -> one.get("reason").stringValue().equals(reason))
            .count();
  }

  /** Its only rotation comes to be held, and says why. */
  static void requireHeld(Responders people, String reason, String cause) {
    people.until("held", PATIENCE, () -> held(people, reason) == 1);
    assertThat(rotations(people).getFirst().get("note").stringValue()).contains(cause);
  }

  /** Without any further decision: it goes on by itself. */
  void requireProven(Responders people, Leak leak) {
    try (Traffic traffic = Traffic.start(world, List.of(leak))) {
      people.until("proven", PATIENCE, () -> people.count("proven") == 1);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    Aftermath.requireValid(people.close());
    aftermath().requireReplaced(leak);
    aftermath().requireTidy(people.campaign().value());
  }

  /** What the campaign's own chain says of its brakes, oldest first. */
  List<String> brakes(Responders people) {
    return jdbc()
        .sql(
            "select type || ' ' || body from ledger where chain = :chain and type in ('brake',"
                + " 'restore-confirmed') order by seq")
        .param("chain", "campaign/" + people.campaign())
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Override
  public void close() {
    rekey.close();
    bao.close();
  }
}
