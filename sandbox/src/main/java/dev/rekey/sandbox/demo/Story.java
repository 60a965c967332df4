// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.seed.SeededKey;
import dev.rekey.sandbox.seed.SeededSecrets;
import dev.rekey.sandbox.traffic.Attacker;
import dev.rekey.sandbox.traffic.Consumers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** The breach and its undoing, from the leaked list to the certificate. */
final class Story {

  private static final String CAMPAIGN = "demo";
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration PACE = Duration.ofMillis(700);

  private final Sandbox sandbox;
  private final RekeyProcess rekey;
  private final Stage stage;
  private final People people;

  Story(Sandbox sandbox, Stage stage) {
    this.sandbox = sandbox;
    this.rekey = sandbox.rekey();
    this.stage = stage;
    SortedSet<String> teams = new TreeSet<>();
    sandbox.seeded().keys().forEach(key -> teams.add(key.team()));
    this.people = new People(sandbox.folder().resolve("people"), teams);
  }

  Result tell() throws IOException {
    prepare();
    List<SeededKey> awake = new ArrayList<>(sandbox.seeded().keys());
    SeededKey nightly = awake.removeLast();
    try (Consumers working = consumers(awake);
        Attacker attacker =
            Attacker.start(
                SeededSecrets.read(sandbox.seeded().secretsFile()).keys(),
                sandbox.aws().endpoint(),
                PACE,
                Clock.systemUTC())) {
      stage.say("applications work with their keys; an attacker tries every leaked one, too");
      Instant begun = Instant.now();
      startCampaign();
      untilOnlyHeldIsLeft();
      showHold();
      stage.say(
          "the nightly job of %s starts now, and takes the new key".formatted(nightly.user()));
      try (Consumers late = consumers(List.of(nightly))) {
        resolve(nightly);
        until("all proven", () -> count("proven") == total());
        Path certificate = close();
        return Result.of(
            rekey,
            sandbox,
            CAMPAIGN,
            Duration.between(begun, Instant.now()),
            List.of(working, late),
            attacker,
            certificate,
            people.signers());
      }
    }
  }

  private Consumers consumers(List<SeededKey> places) {
    return Consumers.start(
        places, sandbox.store(), sandbox.aws().endpoint(), PACE, Clock.systemUTC());
  }

  private void prepare() throws IOException {
    stage.say(
        "people are scripted here; each decision is signed with a key of its own all the same");
    people.enrol(rekey);
    String proposed =
        rekey.must(
            "roster",
            "propose",
            "--signers",
            people.signers().toString(),
            "--people",
            people.signers().resolveSibling("people.yaml").toString(),
            "-o",
            "json");
    String digest = field(proposed, "digest");
    for (String person : List.of(People.ALICE, People.BOB)) {
      rekey.must(with(people.signedBy(person), "roster", "trust", digest));
    }
    addSystems();
    newCampaign();
  }

  private void addSystems() throws IOException {
    String factor = String.valueOf(Sandbox.FACTOR);
    stage.say("the sandbox's lags, soaks and windows are compressed by a factor of " + factor);
    rekey.must(
        "system",
        "add",
        "aws-prod",
        "--connector",
        "aws",
        "--set",
        "endpoint=" + sandbox.aws().endpoint(),
        "--secret",
        "credentials=file:" + sandbox.moto().adminKeyFile(),
        "--sole-issuer",
        "--compress",
        factor);
    rekey.must(
        "system",
        "add",
        "openbao-prod",
        "--connector",
        "openbao",
        "--set",
        "address=" + sandbox.bao().address(),
        "--secret",
        "token=file:" + sandbox.bao().rootTokenFile(),
        "--compress",
        factor);
  }

  private void newCampaign() throws IOException {
    Instant now = Instant.now();
    rekey.must(
        "campaign",
        "new",
        CAMPAIGN,
        "--cause",
        "build logs with access keys were public",
        "--exposed-from",
        now.minus(Duration.ofDays(2)).toString(),
        "--exposed-until",
        now.toString(),
        "--as",
        People.ALICE);
    show(rekey.must("intake", CAMPAIGN, sandbox.seeded().leakedList().toString()));
    rekey.must("plan", CAMPAIGN, "--as", People.ALICE);
  }

  private void startCampaign() throws IOException {
    rekey.must("campaign", "start", CAMPAIGN);
    rekey.must(with(people.signedBy(People.BOB), "approve", CAMPAIGN, "--plan", "1"));
  }

  /** Owners approve what asks for them, until nothing moves but what is held. */
  private void untilOnlyHeldIsLeft() throws IOException {
    until(
        "nothing moves but what is held",
        () -> {
          approveWaiting();
          return total() > 0 && count("held") > 0 && count("held") + count("proven") == total();
        });
  }

  private void approveWaiting() throws IOException {
    SortedSet<String> asked = new TreeSet<>();
    for (JsonNode one : rekey.get("/campaigns/" + CAMPAIGN + "/rotations?state=waiting")) {
      asked.add(one.get("team").stringValue());
    }
    for (String team : asked) {
      rekey.run(
          with(
              people.signedBy(People.ownerOf(team)), "approve", CAMPAIGN, "--all", "--team", team));
    }
  }

  private void showHold() throws IOException {
    show(rekey.must("held", CAMPAIGN));
    RekeyProcess.Done refused =
        rekey.run(with(people.signedBy(People.BOB), "campaign", "close", CAMPAIGN));
    stage.say(
        "closing was refused (exit code %d), because one is not proven dead:"
            .formatted(refused.code()));
    show(refused.out() + refused.err());
    if (refused.code() == 0) {
      throw new IOException("the campaign closed although a rotation was held");
    }
  }

  private void resolve(SeededKey nightly) throws IOException {
    String rotation = "";
    for (JsonNode one : rekey.get("/campaigns/" + CAMPAIGN + "/rotations?state=held")) {
      if (one.get("credential").stringValue().equals(nightly.keyId())) {
        rotation = one.get("rotation").stringValue();
      }
    }
    String owner = People.ownerOf(nightly.team());
    rekey.must(with(people.signedBy(owner), "retry", CAMPAIGN, rotation));
  }

  private Path close() throws IOException {
    show(rekey.must(with(people.signedBy(People.BOB), "campaign", "close", CAMPAIGN)));
    Path certificate = sandbox.folder().resolve("certificate.json");
    rekey.must("certificate", "get", CAMPAIGN, "--out", certificate.toString());
    show(rekey.must("certificate", "verify", certificate.toString()));
    return certificate;
  }

  private interface Met {
    boolean now() throws IOException;
  }

  private void until(String what, Met met) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!met.now()) {
      stage.progress(
          "%d of %d proven dead, %d held, %d wait for owners"
              .formatted(count("proven"), total(), count("held"), count("waiting")));
      if (Instant.now().isAfter(deadline)) {
        throw new IOException(
            "not within %s: %s; now %s"
                .formatted(PATIENCE, what, rekey.get("/campaigns/" + CAMPAIGN)));
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private int count(String state) throws IOException {
    return Objects.requireNonNull(rekey.get("/campaigns/" + CAMPAIGN).get("counts"))
        .get(state)
        .intValue();
  }

  private int total() throws IOException {
    int total = 0;
    for (JsonNode wave : rekey.get("/campaigns/" + CAMPAIGN).get("waves")) {
      total += wave.get("total").intValue();
    }
    return total;
  }

  private void show(String text) {
    text.lines()
        .filter(line -> !line.isBlank())
        .limit(12)
        .forEach(line -> stage.plain("          " + line));
  }

  private static String field(String json, String name) {
    return tools.jackson.databind.json.JsonMapper.builder()
        .build()
        .readTree(json)
        .get(name)
        .stringValue();
  }

  private static String[] with(String[] more, String... command) {
    List<String> all = new ArrayList<>(Arrays.asList(command));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }
}
