// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.sandbox.aws.Fault;
import dev.rekey.sandbox.aws.Faults;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An IAM user has two slots: both may have leaked, and one may be somebody's whom nobody knows. */
@Together
@Order(6)
@ExtendWith(OneSteered.class)
@Timeout(1500)
class SlotsIT {

  private static Steered steered;

  @BeforeAll
  static void open(Steered shared) {
    steered = shared;
  }

  @Test
  void whatNobodyNeedsIsRetiredFirstAndFreesTheSlot() {
    Leak unused = new Leak("retire", steered.world().leak("retire"), List.of());
    Leak used = Leak.of(steered.world(), "retire", 1);
    Responders people = steered.begin("retire-first");
    people.intake(
        "system,identity,kind,credential_id,owner,privilege,places,disposition\n"
            + row(used, "replace")
            + row(unused, "retire"));
    people.plan("none");
    String place = used.paths().getFirst();
    people.until("it works", Steered.PATIENCE, () -> steered.world().consume(place));
    try (Traffic traffic = Traffic.start(steered.world(), List.of(used))) {
      people.startApproved();
      people.until("both proven", Steered.PATIENCE, () -> people.count("proven") == 2);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    assertThat(steered.effectsOn("retire"))
        .containsSubsequence("DeleteAccessKey " + unused.id(), "CreateAccessKey new");
    Aftermath.requireValid(people.close());
    steered.aftermath().requireReplaced(used);
    steered.aftermath().requireTidy("retire-first");
  }

  /** A busy server answers "on its way" first, so that she may have to ask again. */
  private static boolean isRefusedToTheAuthor(Responders people) {
    JsonNode own = people.decideWaiting(people.alice, Verb.CUT_ANYWAY, "I wrote it", _ -> true);
    return own.get("answers").toString().contains("wrote the plan");
  }

  @Test
  void whereBothLeakedASignatureNamesWhichIsCutAndOnlyItsConsumerNotices() {
    List<Leak> leaks = new ArrayList<>();
    for (String app : List.of("shop", "batch")) {
      Leak leak = new Leak("both", steered.world().leak("both"), List.of("apps/both-" + app));
      steered.world().place(leak.paths().getFirst(), leak.id());
      leaks.add(leak);
    }
    leaks.sort(Comparator.comparing(Leak::id));
    Responders people = steered.plan("both-leaked", leaks);
    people.until(
        "both work",
        Steered.PATIENCE,
        () -> leaks.stream().allMatch(leak -> steered.world().consume(leak.paths().getFirst())));
    try (Traffic traffic = Traffic.start(steered.world(), leaks)) {
      people.startApproved();
      for (int turn = 0; turn < 2; turn++) {
        Leak cut = leaks.get(turn);
        int failed = traffic.failed().size();
        requireSlotsFull(people, cut, leaks.get(1));
        people.until("refused", Steered.PATIENCE, () -> isRefusedToTheAuthor(people));
        assertThat(traffic.failed()).as("before the signature").hasSize(failed);
        people.decideWaiting(people.bob, Verb.CUT_ANYWAY, "accepted: its app can wait", _ -> true);
        int proven = turn + 1;
        people.until("proven", Steered.PATIENCE, () -> people.count("proven") == proven);
        assertThat(traffic.failed().subList(failed, traffic.failed().size()))
            .as("whose consumer was refused while %s was cut", cut.id())
            .isNotEmpty()
            .containsOnly(cut.paths().getFirst());
      }
    }
    assertThat(steered.effectsOn("both"))
        .containsExactly(
            "UpdateAccessKey " + leaks.get(0).id(),
            "DeleteAccessKey " + leaks.get(0).id(),
            "CreateAccessKey new",
            "UpdateAccessKey " + leaks.get(1).id(),
            "DeleteAccessKey " + leaks.get(1).id(),
            "CreateAccessKey new");
    Aftermath.requireValid(people.close());
    for (Leak leak : leaks) {
      assertThat(steered.world().accepts(leak.id(), steered.world().secret(leak.id()))).isFalse();
      assertThat(steered.world().consume(leak.paths().getFirst())).isTrue();
    }
    assertThat(steered.world().keys("both")).hasSize(2);
    steered.aftermath().requireTidy("both-leaked");
  }

  /** Held before anything is done, with the use of both keys in sight. */
  private static void requireSlotsFull(Responders people, Leak cut, Leak other) {
    people.until("held", Steered.PATIENCE, () -> Steered.held(people, "slots-full") == 1);
    assertThat(Steered.rotations(people))
        .filteredOn(one -> one.get("state").stringValue().equals("held"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.get("credential").stringValue()).isEqualTo(cut.id());
          assertThat(one.get("note").stringValue())
              .contains("all 2 slots are taken", other.id() + " last used ");
        });
  }

  @Test
  void aKeyThatNobodyRecordedIsHeldARowOfItsOwnAndKeepsTheCampaignOpen() {
    List<Leak> leaks = steered.leak("strange", 3);
    Leak before = leaks.get(0);
    Leak during = leaks.get(1);
    Leak after = leaks.get(2);
    String early = steered.world().leak(before.user());
    steered
        .world()
        .aws()
        .faults()
        .add(
            new Faults.Rule(
                Fault.THROTTLED, Optional.of("CreateAccessKey"), Optional.of(during.user()), 1));
    Responders people = steered.plan("strangers", leaks);
    try (Traffic _ = Traffic.start(steered.world(), leaks)) {
      people.startApproved();
      people.until(
          "the issue was throttled",
          Steered.PATIENCE,
          () -> steered.world().aws().faults().pending(Set.of(during.user())).isEmpty());
      String between = steered.world().leak(during.user());
      people.until("both held", Steered.PATIENCE, () -> Steered.held(people, "stranger") == 2);
      assertThat(steered.made(before)).as("keys made of %s", before.user()).isEqualTo(2);
      assertThat(steered.made(during)).as("keys made of %s", during.user()).isEqualTo(2);
      assertThat(strangers(people)).hasSize(2).anyMatch(row -> row.contains(early));
      assertThat(strangers(people)).anyMatch(row -> row.contains(between));

      people.decideWaiting(people.olga, Verb.RETRY, "is it still there?", _ -> true);
      people.until(
          "held again",
          Steered.PATIENCE,
          () ->
              Steered.held(people, "stranger") == 2
                  && Steered.rotations(people).stream()
                      .filter(one -> one.get("state").stringValue().equals("held"))
                      .allMatch(one -> one.get("round").intValue() > 1));
      assertThat(strangers(people)).as("not a row more for each look").hasSize(2);

      delete(before.user(), early);
      delete(during.user(), between);
      people.ruleOut(people.bob, "the attacker's own, deleted by hand", SlotsIT::isUnresolved);
      people.decideWaiting(people.olga, Verb.RETRY, "gone", _ -> true);
      people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == 3);
    }
    String late = steered.world().leak(after.user());
    for (int look = 0; look < 2; look++) {
      JsonNode draft = people.prepareClosing();
      assertThat(draft.get("body").isNull()).isTrue();
      assertThat(draft.get("openRows").intValue()).isEqualTo(1);
      assertThat(draft.get("unaccounted").toString()).contains("found by rekey", "nobody recorded");
    }
    assertThat(strangers(people)).hasSize(3).anyMatch(row -> row.contains(late));
    delete(after.user(), late);
    people.ruleOut(people.bob, "made by mistake, deleted", SlotsIT::isUnresolved);
    Aftermath.requireValid(people.close());
    leaks.forEach(steered.aftermath()::requireReplaced);
  }

  private static List<String> strangers(Responders people) {
    List<String> rows = new ArrayList<>();
    people
        .api()
        .get("/campaigns/%s/scope".formatted(people.campaign()))
        .good()
        .get("rows")
        .forEach(row -> {
          if (row.get("source").stringValue().equals("found by rekey")) {
            rows.add(row.get("shown").stringValue());
          }
        });
    return rows;
  }

  private static boolean isUnresolved(JsonNode row) {
    return row.get("state").stringValue().equals("unresolved");
  }

  private static void delete(String user, String id) {
    steered.world().iam().deleteAccessKey(request -> request.userName(user).accessKeyId(id));
  }

  private static String row(Leak leak, String disposition) {
    return leak.row("write").strip() + "," + disposition + "\n";
  }
}
