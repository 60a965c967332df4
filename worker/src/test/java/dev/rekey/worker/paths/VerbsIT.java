// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.certificate.Certificate;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Owners say all that they can say, about several rotations of one campaign. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(600)
class VerbsIT {

  private static final Duration LONG = Duration.ofMinutes(4);

  private final World world = World.shared();
  private final List<Leak> leaks =
      IntStream.range(0, 5).mapToObj(i -> Leak.of(world, "verbs-" + i, 1)).toList();

  @Test
  void ownersDecideAndTheCertificateSaysWhat(SharedRekey rekey, @TempDir Path folder)
      throws IOException {
    Responders people = prepared(rekey.in("verbs-path"));
    people.startApproved();
    people.until("owners are asked", LONG, () -> people.count("waiting") == 5);

    String longer = missed(people, leaks.get(0));
    handOver(people, leaks.get(1));
    retire(people, leaks.get(2));
    String newer = replaced(people, leaks.get(3));
    Instant later = Instant.now().plusSeconds(25);
    change(people, leaks.get(4), Verb.NOT_BEFORE, Map.of("not-before", text(later)));
    try (Traffic traffic =
        Traffic.start(world, List.of(leaks.get(0), leaks.get(1), leaks.get(4)))) {
      approve(people, people.carla, leaks.get(0), leaks.get(2), leaks.get(3), leaks.get(4));
      approve(people, people.oscar, leaks.get(1));
      heldBecauseItIsStillThere(people, leaks.get(2));
      people.until("all proven", LONG, () -> people.count("proven") == 5);
      assertThat(traffic.failed()).as("consumers of what is replaced").isEmpty();
    }
    byte[] certificate = people.close();
    assertThat(CertificateVerifier.verify(certificate, Optional.empty()).findings()).isEmpty();
    requireSigned(folder, people, certificate);
    requireWorld(longer, newer, rekey.aftermath());
    requireLater(certificate, leaks.get(4), later);
  }

  private Responders prepared(Responders people) {
    StringBuilder csv = new StringBuilder(Leak.header());
    leaks.forEach(leak -> csv.append(leak.row("write")));
    people.begin();
    people.intake(csv.toString());
    people.plan("all");
    return people;
  }

  /** A place that the inventory missed; returns its path. */
  private String missed(Responders people, Leak leak) {
    String path = "apps/" + leak.user() + "-missed";
    world.place(path, leak.id());
    String place =
        "bao-prod:secret/%s#id=/aws/access_key_id&secret=/aws/secret_access_key".formatted(path);
    change(people, leak, Verb.ADD_CONSUMER, Map.of("place", place));
    return path;
  }

  private void handOver(Responders people, Leak leak) {
    change(people, leak, Verb.NOT_MINE, Map.of("to", "search"));
    assertThat(of(people, leak).get("team").stringValue()).isEqualTo("search");
  }

  private void retire(Responders people, Leak leak) {
    change(people, leak, Verb.RETIRE, Map.of());
  }

  /** Somebody has made a new key by hand and put it into its place; returns its id. */
  private String replaced(Responders people, Leak leak) {
    String newer = world.leak(leak.user());
    world.place(leak.paths().getFirst(), newer);
    change(people, leak, Verb.ALREADY_REPLACED, Map.of("by", newer));
    return newer;
  }

  /** What is said to be in use nowhere is looked for. */
  private void heldBecauseItIsStillThere(Responders people, Leak leak) {
    people.until("held", LONG, () -> of(people, leak).get("state").stringValue().equals("held"));
    assertThat(of(people, leak).get("note").stringValue()).contains("still holds " + leak.id());
    world.put(
        leak.paths().getFirst(),
        Map.of(
            "neighbour",
            "stays",
            "aws",
            Map.of("access_key_id", "none", "secret_access_key", "none")));
    decide(people, people.bob, Verb.RETRY, Map.of(), leak);
  }

  private static JsonNode of(Responders people, Leak leak) {
    for (JsonNode one : people.api().get("/campaigns/" + people.campaign() + "/rotations").good()) {
      if (one.get("credential").stringValue().equals(leak.id())) {
        return one;
      }
    }
    throw new AssertionError("no rotation of " + leak.id());
  }

  /** Somebody changes what waits for its approval; waits until that is asked for anew. */
  private static void change(Responders people, Leak leak, Verb verb, Map<String, String> terms) {
    int round = of(people, leak).get("round").intValue();
    decide(people, people.olga, verb, terms, leak);
    people.until(
        verb + " is heeded",
        LONG,
        () ->
            of(people, leak).get("round").intValue() > round
                && of(people, leak).get("state").stringValue().equals("waiting"));
  }

  private static void approve(Responders people, Person person, Leak... about) {
    decide(people, person, Verb.APPROVE, Map.of(), about);
  }

  /** One signature for all of them. */
  private static void decide(
      Responders people, Person person, Verb verb, Map<String, String> terms, Leak... about) {
    List<Item> items =
        Stream.of(about)
            .map(leak -> of(people, leak))
            .map(one ->
                new Item(
                    one.get("rotation").stringValue(), new Digest(one.get("shown").stringValue())))
            .toList();
    ItemList list = ItemList.of(items);
    JsonNode answer =
        people.decide(
            person.sign(people.campaign(), list.subject(), verb, "because", new TreeMap<>(terms)),
            list.items());
    for (JsonNode one : answer.get("answers")) {
      assertThat(one.get("answer").stringValue("")).as("%s", answer).doesNotStartWith("refused");
    }
  }

  private static String text(Instant time) {
    return time.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
  }

  private void requireWorld(String longer, String newer, Aftermath aftermath) {
    Leak first = leaks.get(0);
    aftermath.requireReplaced(
        new Leak(first.user(), first.id(), List.of(first.paths().getFirst(), longer)));
    aftermath.requireReplaced(leaks.get(1));
    aftermath.requireReplaced(leaks.get(4));
    assertThat(world.keys(leaks.get(2).user())).isEmpty();
    assertThat(world.keys(leaks.get(3).user()))
        .singleElement()
        .satisfies(key -> assertThat(key.accessKeyId()).isEqualTo(newer));
    assertThat(world.consume(leaks.get(3).paths().getFirst())).isTrue();
  }

  /** Every decision of the chains, checked by a program that is not ours. */
  private static void requireSigned(Path folder, Responders people, byte[] certificate)
      throws IOException {
    Path signers = folder.resolve("signers");
    Files.writeString(
        signers,
        Stream.of(people.alice, people.bob, people.olga, people.oscar, people.carla)
            .map(Person::signerLine)
            .reduce("", String::concat));
    List<String> verbs =
        entries(certificate).stream()
            .filter(entry -> entry.type().equals(DecisionEntry.TYPE))
            .map(entry -> {
              requireVerified(folder, signers, entry.body());
              return String.valueOf(entry.body().get("verb"));
            })
            .toList();
    assertThat(verbs)
        .contains("add-consumer", "not-mine", "retire", "already-replaced", "not-before", "retry");
  }

  private static List<Entry> entries(byte[] certificate) {
    return Certificate.parse(certificate).body().chains().values().stream()
        .flatMap(List::stream)
        .toList();
  }

  private static void requireVerified(
      Path folder, Path signers, SortedMap<String, Object> decision) {
    try {
      Path signature =
          Files.writeString(folder.resolve("sig"), String.valueOf(decision.get("signature")));
      Process process =
          new ProcessBuilder(
                  "ssh-keygen",
                  "-Y",
                  "verify",
                  "-f",
                  signers.toString(),
                  "-I",
                  String.valueOf(decision.get("person")),
                  "-n",
                  Statement.NAMESPACE,
                  "-s",
                  signature.toString())
              .redirectErrorStream(true)
              .start();
      try (var in = process.getOutputStream()) {
        in.write(String.valueOf(decision.get("text")).getBytes(StandardCharsets.UTF_8));
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue())
          .as(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isZero();
    } catch (IOException | InterruptedException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** Nothing was done to it before the time that its owner asked for. */
  private static void requireLater(byte[] certificate, Leak leak, Instant later) {
    assertThat(entries(certificate))
        .filteredOn(entry -> entry.chain().endsWith(leak.id()))
        .filteredOn(entry -> entry.type().equals("intent"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.at()).isAfter(later.minusSeconds(1)));
  }
}
