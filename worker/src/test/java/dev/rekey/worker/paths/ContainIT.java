// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api.Answer;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the attacker is seen to use is cut at once: the plan's approval is the signed cut, for both
 * slots of an identity alike.
 */
@Together
@Timeout(600)
class ContainIT {

  @TempDir static Path home;

  private final Walked walked = Walked.between(home, "contain");
  private final Responders people = walked.people();

  @AfterEach
  void stop() {
    walked.close();
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
    JsonNode plan = plan(leaks.stream().map(Leak::id).toList());
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

  private JsonNode plan(List<String> contain) {
    return people
        .api()
        .post(
            "/campaigns/contain/plans",
            Map.of(
                "author", people.alice.name().value(), "ownerApproval", "none", "contain", contain))
        .good();
  }
}
