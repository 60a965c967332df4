// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.certificate.CertificateReport;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api.Answer;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What the attacker is seen to use is cut at once: the plan's approval is the signed cut, for both
 * slots of an identity alike.
 */
@Together
@Order(8)
@ExtendWith(OneRekey.class)
@Timeout(600)
class ContainIT {

  private final Walked walked;
  private final Responders people;

  ContainIT(SharedRekey rekey) {
    this.walked = new Walked(rekey, "contain");
    this.people = walked.people();
  }

  @Test
  void bothSlotsAreCutAndTurnedInOneLaneByTheOneApprovalOfThePlan() {
    List<Leak> leaks = bothSlots();
    Leak swapped = walked.leak("contain-not");
    StringBuilder csv = new StringBuilder(Leak.header()).append(swapped.row("write"));
    leaks.forEach(leak -> csv.append(leak.row("write")));
    people.begin();
    people.intake(csv.toString());
    requireKnown();
    JsonNode plan = plan(people, leaks.stream().map(Leak::id).toList());
    assertThat(plan.get("warnings").toString())
        .contains("2 contained: cut at once")
        .contains("approving this plan is the signed cut")
        .contains(leaks.getFirst().id());

    try (Traffic traffic = Traffic.start(walked.world(), List.of(swapped))) {
      people.startApproved();
      people.until("all proven", Walked.PATIENCE, () -> people.count("proven") == 3);
      assertThat(traffic.failed()).as("consumers of the one that is swapped").isEmpty();
    }

    assertThat(walked.effectsOn("contain-both"))
        .containsExactly(
            "UpdateAccessKey " + leaks.get(0).id(),
            "DeleteAccessKey " + leaks.get(0).id(),
            "CreateAccessKey new",
            "UpdateAccessKey " + leaks.get(1).id(),
            "DeleteAccessKey " + leaks.get(1).id(),
            "CreateAccessKey new");
    assertThat(walked.effectsOn("contain-not").getFirst()).isEqualTo("CreateAccessKey new");
    Aftermath.requireValid(people.close());
    for (Leak leak : leaks) {
      assertThat(walked.world().accepts(leak.id(), walked.world().secret(leak.id()))).isFalse();
      assertThat(walked.world().consume(leak.paths().getFirst())).isTrue();
    }
    walked.aftermath().requireReplaced(swapped);
    walked.aftermath().requireTidy("contain");
    requireThatOneAloneMayContain();
    requireThatWhatOpensAPlaceIsDeadFirst();
  }

  /** What one key may read gets no new value before that key is dead, or two people sign it. */
  private void requireThatWhatOpensAPlaceIsDeadFirst() {
    Responders opened = people.in("contain-opened");
    Leak opener = walked.leak("contain-opener");
    Leak target = walked.leak("contain-target");
    Leak urgent = walked.leak("contain-urgent");
    // The canary goes first whatever opens it: three that nothing opens.
    List<Leak> calm =
        List.of(
            walked.leak("contain-calm-1"),
            walked.leak("contain-calm-2"),
            walked.leak("contain-calm-3"));
    List<Leak> all = new ArrayList<>(calm);
    all.addAll(List.of(opener, target, urgent));
    opened.begin();
    opened.intake(
        Leak.openingHeader()
            + opener.opening(
                "write",
                "bao-prod:secret/apps/contain-target-*;bao-prod:secret/apps/contain-urgent-*")
            + target.opening("write", "")
            + urgent.opening("write", "")
            + calm.get(0).opening("read", "")
            + calm.get(1).opening("read", "")
            + calm.get(2).opening("read", ""));
    JsonNode plan = opened.plan("all");
    assertThat(plan.get("rotations").toString())
        .contains("\"waitsFor\":[\"aws-prod/contain-opener/iam-access-key/" + opener.id() + "\"]");
    try (Traffic traffic = Traffic.start(walked.world(), all)) {
      opened.startApproved();
      opened.until("asked", Walked.PATIENCE, () -> opened.count("waiting") > 0);
      opened.until(
          "both wait",
          Walked.PATIENCE,
          () ->
              approvesAllBut(opener, opened)
                  && isAlive(opened, "contain-target")
                  && isAlive(opened, "contain-urgent"));
      assertThat(opened.rotation("contain-target").get("step").stringValue()).isEqualTo("deliver");
      assertThat(opened.rotation("contain-target").get("note").stringValue())
          .contains("waits for the end of", opener.id(), "a place of it", "owner's approval");
      deliverAnyway(opened, urgent);
      assertThat(walked.world().read(target.paths().getFirst()).toString())
          .as("nothing was written where the opener reads")
          .contains(target.id());
      opened.decideWaiting(opened.olga, Verb.APPROVE, "", one -> isOf(one, opener));
      opened.until("all proven", Walked.PATIENCE, () -> opened.count("proven") == 6);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    byte[] certificate = opened.close();
    Aftermath.requireValid(certificate);
    assertThat(new String(certificate, StandardCharsets.UTF_8))
        .contains("\"openers\":[{\"end\":\"", "deliver-anyway");
    all.forEach(walked.aftermath()::requireReplaced);
  }

  /** Two people sign it, the second one once the first one's word is on record. */
  private static void deliverAnyway(Responders opened, Leak urgent) {
    opened.until(
        "one is proven while its opener lives",
        Walked.PATIENCE,
        () -> {
          JsonNode one = opened.rotation(urgent.user());
          if (isAlive(opened, urgent.user())) {
            boolean heard = one.get("note").stringValue().contains("1 of 2");
            Person next = heard ? opened.bob : opened.alice;
            opened.decideWaiting(next, Verb.DELIVER_ANYWAY, "it pays", it -> isOf(it, urgent));
          }
          return one.get("state").stringValue().equals("proven");
        });
    assertThat(isAlive(opened, "contain-target")).isTrue();
  }

  /** Waves come one after another, and each asks its owners. */
  private static boolean approvesAllBut(Leak opener, Responders opened) {
    if (opened.count("waiting") > (waits(opened, opener) ? 1 : 0)) {
      opened.decideWaiting(
          opened.olga,
          Verb.APPROVE,
          "",
          one -> one.get("state").stringValue().equals("waiting") && !isOf(one, opener));
    }
    return true;
  }

  private static boolean waits(Responders opened, Leak leak) {
    return opened.rotation(leak.user()).get("state").stringValue().equals("waiting");
  }

  private static boolean isAlive(Responders opened, String user) {
    return "opener-alive".equals(opened.rotation(user).path("reason").stringValue(""));
  }

  private static boolean isOf(JsonNode rotation, Leak leak) {
    return rotation.get("credential").stringValue().equals(leak.id());
  }

  /** Nobody else is awake: its author alone begins what only cuts, and everybody is told. */
  private void requireThatOneAloneMayContain() {
    Responders alone = people.in("contain-alone");
    Leak leak = walked.leak("contain-alone");
    alone.begin();
    alone.intake(Leak.header() + leak.row("write"));
    JsonNode plan = plan(alone, List.of(leak.id()));
    int number = plan.get("number").intValue();
    alone.api().post("/campaigns/contain-alone/start", Map.of("plan", number)).good();
    PlanSubject subject = new PlanSubject(number, new Digest(plan.get("digest").stringValue()));

    SignedStatement solo =
        alone.alice.sign(
            alone.campaign(),
            subject,
            Verb.APPROVE,
            "nobody else is awake",
            new TreeMap<>(Map.of(Statement.SOLO, "true")));
    alone.decide(solo, List.of());
    alone.until("proven", Walked.PATIENCE, () -> alone.count("proven") == 1);

    JsonNode shown = alone.status().get("alone").get(0);
    assertThat(shown.get("person").stringValue()).isEqualTo("alice@example.com");
    assertThat(shown.get("countersigner").isNull()).isTrue();
    StatementSubject first = new StatementSubject(Statement.parse(solo.text()).digest());
    Answer herself =
        alone.api().post("/campaigns/contain-alone/decisions", body(alone, alone.alice, first));
    assertThat(herself.body()).contains("expected: another person countersigns");
    alone.api().post("/campaigns/contain-alone/decisions", body(alone, alone.bob, first)).good();
    assertThat(alone.status().get("alone").get(0).get("countersigner").stringValue())
        .isEqualTo("bob@example.com");
    CertificateReport report = CertificateVerifier.verify(alone.close(), Optional.empty());
    assertThat(report.findings()).isEmpty();
    assertThat(requireNonNull(report.summary()).notes().getFirst())
        .contains("its author alone, alice@example.com: nobody else is awake")
        .contains("countersigned by bob@example.com");
  }

  private static Map<String, ?> body(Responders alone, Person person, StatementSubject first) {
    SignedStatement signed = person.sign(alone.campaign(), first, Verb.COUNTERSIGN, "");
    return Map.of("text", signed.text(), "signature", signed.signature(), "items", List.of());
  }

  /** A wish that nobody can fulfil is told at once: it was meant to stop an attacker. */
  private void requireKnown() {
    Map<String, ?> unknown =
        Map.of("author", people.alice.name().value(), "contain", List.of("AKIANOBODY"));
    Answer answer = people.api().post("/campaigns/contain/plans", unknown);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("AKIANOBODY", "credentials of the scope");
  }

  private List<Leak> bothSlots() {
    List<Leak> leaks = new ArrayList<>();
    for (String app : List.of("shop", "batch")) {
      Leak leak =
          new Leak(
              "contain-both",
              walked.world().leak("contain-both"),
              List.of("apps/contain-both-" + app));
      walked.world().place(leak.paths().getFirst(), leak.id());
      leaks.add(leak);
    }
    leaks.sort(Comparator.comparing(Leak::id));
    people.until(
        "both work",
        Walked.PATIENCE,
        () -> leaks.stream().allMatch(leak -> walked.world().consume(leak.paths().getFirst())));
    return leaks;
  }

  private static JsonNode plan(Responders whose, List<String> contain) {
    return whose
        .api()
        .post(
            "/campaigns/%s/plans".formatted(whose.campaign()),
            Map.of(
                "author", whose.alice.name().value(), "ownerApproval", "none", "contain", contain))
        .good();
  }
}
