// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.traffic.Attacker;
import dev.rekey.sandbox.traffic.Attempt;
import dev.rekey.sandbox.traffic.Consumers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The breach and its undoing, from the leaked list to the certificate. */
final class Story {

  private static final String CAMPAIGN = "demo";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Between two requests with the same credential, of who may use it and of who stole it. */
  private static final Duration PAUSE = Duration.ofMillis(700);

  /** What is watched needs the machine as well, however many use it. */
  private static final Duration PAUSE_PER_CREDENTIAL = Duration.ofMillis(35);

  private final Sandbox sandbox;
  private final Company company;
  private final RekeyProcess rekey;
  private final Stage stage;
  private final People people;
  private final Board board;
  private final Set<String> approved = new HashSet<>();

  Story(Sandbox sandbox, Stage stage) {
    this.sandbox = sandbox;
    this.company = sandbox.company();
    this.rekey = sandbox.rekey();
    this.stage = stage;
    this.people = new People(sandbox.folder().resolve("people"), company.teams());
    this.board = new Board(rekey, CAMPAIGN);
    company.leaked().forEach(board::add);
  }

  Result tell() throws IOException {
    stage.chapter("the breach");
    try (Consumers working = consumers(company.leaked().stream().filter(this::worksByDay));
        Attacker attacker = Attacker.start(copies(company.leaked()), pause(), Clock.systemUTC())) {
      stage.say("applications work with their credentials; an attacker keeps trying each, too");
      Preparation preparation = new Preparation(sandbox, stage, people);
      preparation.trustRoster();
      preparation.addSystems();
      preparation.planCampaign(CAMPAIGN);
      Instant begun = Instant.now();
      start();
      untilOnlyHeldIsLeft();
      Stranger stranger = Stranger.bred(company, stage);
      attacker.take(copies(List.of(stranger.key())));
      board.add(stranger.key());
      showHolds();
      stage.chapter("what people have to do");
      stranger.takeIn(rekey, stage, people, CAMPAIGN);
      try (Consumers late = startNightly()) {
        untilAllIsProven();
        Path certificate = close();
        Duration took = Duration.between(begun, Instant.now());
        List<Leaked> all =
            Stream.concat(company.leaked().stream(), Stream.of(stranger.key())).toList();
        return new Result(
            board.campaign(),
            took,
            new Evidence(company, attacker, List.of(working, late))
                .of(all, board.rotations("proven")),
            certificate);
      }
    }
  }

  private boolean worksByDay(Leaked leaked) {
    return !leaked.equals(company.nightly());
  }

  private Consumers startNightly() throws IOException {
    Leaked nightly = company.nightly();
    stage.say("the nightly job of %s starts now".formatted(nightly.row().identity()));
    Consumers late = consumers(Stream.of(nightly));
    retry(nightly);
    return late;
  }

  private static Map<String, Attempt> copies(List<Leaked> leaked) {
    return leaked.stream().collect(Collectors.toMap(one -> one.row().credential(), Leaked::stolen));
  }

  private Consumers consumers(Stream<Leaked> leaked) {
    return Consumers.start(leaked.flatMap(one -> one.consumer().stream()).toList(), pause());
  }

  private Duration pause() {
    Duration shared = PAUSE_PER_CREDENTIAL.multipliedBy(company.leaked().size());
    return shared.compareTo(PAUSE) > 0 ? shared : PAUSE;
  }

  private void start() throws IOException {
    stage.chapter("the campaign");
    rekey.must("campaign", "start", CAMPAIGN);
    rekey.must(people.signed(People.BOB, "approve", CAMPAIGN, "--plan", "1"));
  }

  /** Owners approve what asks for them, until nothing moves but what is held. */
  private void untilOnlyHeldIsLeft() throws IOException {
    until(
        "nothing moves but what is held",
        () -> {
          approveWaiting();
          int held = board.count("held");
          int total = board.total();
          return total > 0 && held > 0 && held + board.count("proven") == total;
        });
    stage.say(board.line());
  }

  /** The stranger comes in a wave of its own: all that leaked, and one more. */
  private void untilAllIsProven() throws IOException {
    Hands hands = new Hands(sandbox, stage, people, board, CAMPAIGN);
    int all = company.leaked().size() + 1;
    until(
        "all proven",
        () -> {
          hands.work();
          return board.count("proven") == all;
        });
  }

  private void approveWaiting() throws IOException {
    SortedSet<String> asked = new TreeSet<>();
    for (JsonNode one : board.rotations("waiting")) {
      // What was decided a moment ago may not have heard of it yet.
      if (approved.add(Board.shortName(one))) {
        asked.add(one.get("team").stringValue());
      }
    }
    for (String team : asked) {
      rekey.run(people.signed(People.ownerOf(team), "approve", CAMPAIGN, "--all", "--team", team));
    }
  }

  private void showHolds() throws IOException {
    stage.chapter("what cannot go on by itself");
    stage.quote(rekey.run("held", CAMPAIGN).out(), 20);
    RekeyProcess.Done refused = rekey.run(people.signed(People.BOB, "campaign", "close", CAMPAIGN));
    stage.say(
        "closing was refused (exit code %d), because not all is proven dead:"
            .formatted(refused.code()));
    stage.quote(refused.out() + refused.err(), 12);
    if (refused.code() == 0) {
      throw new IOException("the campaign closed although rotations were held");
    }
  }

  private void retry(Leaked leaked) throws IOException {
    String owner = People.ownerOf(leaked.row().team());
    rekey.must(people.signed(owner, "retry", CAMPAIGN, board.nameOf(leaked.row().credential())));
  }

  private Path close() throws IOException {
    stage.say(board.line());
    stage.chapter("closing");
    stage.quote(rekey.must(people.signed(People.BOB, "campaign", "close", CAMPAIGN)), 12);
    Path certificate = sandbox.folder().resolve("certificate.json");
    rekey.must("certificate", "get", CAMPAIGN, "--out", certificate.toString());
    stage.quote(rekey.must("certificate", "verify", certificate.toString()), 12);
    return certificate;
  }

  private interface Met {
    boolean now() throws IOException;
  }

  /** Waits for it; what stands still for too long, or paused itself, is shown and ends the demo. */
  private void until(String what, Met met) throws IOException {
    String last = "";
    Instant deadline = Instant.MAX;
    while (!met.now()) {
      String line = board.line();
      stage.progress(line);
      if (!line.equals(last)) {
        last = line;
        deadline = Instant.now().plus(PATIENCE);
      }
      if (board.isPaused()) {
        stage.quote(rekey.run("campaign", "status", CAMPAIGN).out(), 20);
        throw stuck("the campaign paused itself (expected: %s)".formatted(what));
      }
      if (Instant.now().isAfter(deadline)) {
        throw stuck(
            "nothing has changed for %d min (expected: %s)".formatted(PATIENCE.toMinutes(), what));
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private IOException stuck(String why) throws IOException {
    stage.quote(rekey.run("held", CAMPAIGN).out(), 60);
    return new IOException(why + "; " + board.line());
  }
}
