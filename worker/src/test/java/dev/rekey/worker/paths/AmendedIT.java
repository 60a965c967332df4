// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.steering.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A campaign that runs takes in what comes later, a stranger too, and closes whole. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(600)
class AmendedIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final World world = World.shared();
  private final List<String> digests = new ArrayList<>();
  private final Responders people;
  private final Shell shell;
  private final SharedRekey rekey;

  @TempDir Path folder;

  AmendedIT(SharedRekey rekey) {
    this.rekey = rekey;
    this.people = rekey.in("amended");
    this.shell = new Shell(rekey.home());
  }

  @Test
  void aListThatComesLateAndAStrangerAreTakenInByPlansOfTheirOwn() throws Exception {
    Leak first = leak("amend-first");
    Leak late = leak("amend-late");
    people.begin();
    people.intake(Leak.header() + first.row("write"));
    digests.add(people.plan("none").get("digest").stringValue());
    try (Traffic traffic = Traffic.start(world, List.of(first, late))) {
      people.startApproved();
      takeInLate(late);
      people.until("both proven", PATIENCE, () -> people.count("proven") == 2);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    String stranger = takeInStranger(first);
    requireNoticedInRows(stranger);
    rekey.jdbc().sql("update campaign set plan = 1 where name = 'amended'").update();
    byte[] certificate = people.close();
    Aftermath.requireValid(certificate);
    assertThat(new String(certificate, StandardCharsets.UTF_8))
        .contains("\"number\":3", "plan 2 warned: 1 unresolved", "plan 3 warned: 1 rights unknown")
        .contains(digests);
    byte[] again = reopenedAndClosed(first, certificate);
    Aftermath.requireValid(again);
    assertThat(people.api().bytes("/campaigns/amended/certificate?number=1"))
        .as("the certificate of before")
        .isEqualTo(certificate);
    Aftermath.requireValid(certificate);
    rekey.aftermath().requireReplaced(first);
    rekey.aftermath().requireReplaced(late);
    rekey.aftermath().requireTidy("amended", "aws-prod/amend-first/iam-access-key/" + stranger);
  }

  private Leak leak(String user) {
    Leak leak = Leak.of(world, user, 1);
    people.until("it works", PATIENCE, () -> world.consume(leak.paths().getFirst()));
    return leak;
  }

  /** Bob writes the second plan, so that Alice approves it. */
  private void takeInLate(Leak late) throws Exception {
    assertThat(amend(people.bob).exit()).as("nothing to take in").isNotZero();
    Path list = folder.resolve("late.csv");
    Files.writeString(list, Leak.header() + late.row("write") + "aws-prod,nobody\n");
    people.until("it runs", PATIENCE, () -> state().equals("running"));
    Path scan = folder.resolve("scan.csv");
    Files.writeString(
        scan, Leak.header() + "aws-prod,,iam-access-key,%s,,,\n".formatted(late.id()));
    assertThat(shell.run("intake", "amended", scan.toString()).said())
        .as("whose it is, nobody knows yet")
        .contains("identity: empty", "rekey campaign amend amended --as PERSON");
    assertThat(shell.run("intake", "amended", list.toString()).said())
        .contains("1 rows of earlier lists are resolved by it")
        .contains("rekey campaign amend amended --as PERSON");
    Shell.Said amended = amend(people.bob);
    assertThat(amended.exit()).as(amended.said()).isZero();
    assertThat(amended.said())
        .contains("plan 2 against plan 1")
        .containsPattern("added +2 .*amend-late")
        .contains("unresolved now: late.csv:3", "rekey approve amended --plan 2");
    assertThat(people.count("planned")).as("nothing begins by itself").isZero();
    assertThat(approve(2, people.bob)).contains("wrote the plan");
    assertThat(approve(2, people.alice)).contains("taken: plan 2");
    people.ruleOut(
        people.alice, "nobody's", row -> row.get("state").stringValue().equals("unresolved"));
  }

  /** A key that nobody recorded is made a row by the sweep, and then one of the campaign's own. */
  private String takeInStranger(Leak first) {
    String stranger = world.leak(first.user());
    JsonNode draft = people.prepareClosing();
    assertThat(draft.get("unaccounted").toString()).contains("nobody recorded");
    Shell.Said unowned =
        shell.run(
            "scope",
            "resolve",
            "amended",
            "found by rekey:1",
            "--set",
            "owner=@payments",
            "--as",
            people.alice.name().value());
    assertThat(unowned.said()).contains("starts like a spreadsheet's formula");
    assertThat(shell.run("scope", "unresolved", "amended").said())
        .contains("1 rows are unresolved", "found by rekey:1");
    Shell.Said resolved =
        shell.run(
            "scope",
            "resolve",
            "amended",
            "found by rekey:1",
            "--set",
            "owner=payments",
            "--set",
            "disposition=revoke-now",
            "--as",
            people.alice.name().value());
    assertThat(resolved.said()).contains("found by rekey:1 is amended/aws-prod/amend-first");
    assertThat(amend(people.alice).said()).containsPattern("added +3 .*" + stranger + " +2/2");
    assertThat(approve(3, people.bob)).contains("taken: plan 3");
    // Nobody knows what it may do, so its owner is asked like for an administrator's.
    people.until("its owner is asked", PATIENCE, () -> people.count("waiting") == 1);
    people.decideWaiting(people.olga, Verb.APPROVE, "", _ -> true);
    people.until("it is dead", PATIENCE, () -> people.count("proven") == 3);
    assertThat(world.keys(first.user()))
        .noneMatch(key -> key.accessKeyId().equals(stranger))
        .hasSize(1);
    return stranger;
  }

  /** One says that it is alive again, another signs too; it is killed and proven once more. */
  private byte[] reopenedAndClosed(Leak first, byte[] certificate) {
    assertThat(amend(people.bob).said()).contains("is closed", "rekey campaign reopen");
    String closed = reopening().get("certificate").stringValue();
    assertThat(new String(certificate, StandardCharsets.UTF_8)).contains(closed);
    SortedMap<String, String> alive = new TreeMap<>();
    alive.put("alive-1", rotation(first));
    Subject subject = new CertificateSubject(new Digest(closed));
    sign(people.alice.sign(people.campaign(), subject, Verb.REOPEN, "it answers", alive), 200);
    assertThat(state()).as("one person's word").isEqualTo("closed");
    Subject proposal = new StatementSubject(new Digest(reopening().get("proposal").stringValue()));
    sign(people.olga.sign(people.campaign(), proposal, Verb.COUNTERSIGN, ""), 403);
    sign(people.alice.sign(people.campaign(), proposal, Verb.COUNTERSIGN, ""), 403);
    sign(people.bob.sign(people.campaign(), proposal, Verb.COUNTERSIGN, ""), 200);
    assertThat(state()).isEqualTo("running");
    people.until("held", PATIENCE, () -> people.count("held") == 1);
    assertThat(people.count("proven")).isEqualTo(2);
    people.until(
        "killed and proven once more",
        PATIENCE,
        () -> {
          if (people.count("held") == 1) {
            people.decideWaiting(people.olga, Verb.RETRY, "kill it", _ -> true);
          }
          return people.count("proven") == 3;
        });
    return people.close();
  }

  private JsonNode reopening() {
    return people.api().get("/campaigns/amended/reopening").good();
  }

  private void sign(SignedStatement signed, int expected) {
    Api.Answer answer =
        people
            .api()
            .post(
                "/campaigns/amended/reopening",
                Map.of("text", signed.text(), "signature", signed.signature()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
  }

  private static String rotation(Leak leak) {
    return "amended/aws-prod/%s/iam-access-key/%s".formatted(leak.user(), leak.id());
  }

  /** What a row was said to be stands in the chain: to change the row is noticed. */
  private void requireNoticedInRows(String stranger) {
    String other = "AKIAALTEREDALTERED12";
    alter(stranger, other);
    assertThat(people.prepareClosing().get("unaccounted").toString())
        .contains("names another credential than when it was taken in");
    alter(other, stranger);
  }

  private void alter(String from, String to) {
    rekey
        .jdbc()
        .sql(
            "update scope_row set credential = replace(credential, :from, :to)"
                + " where campaign = 'amended' and source = 'found by rekey'")
        .param("from", from)
        .param("to", to)
        .update();
  }

  private Shell.Said amend(Person author) {
    return shell.run("campaign", "amend", "amended", "--as", author.name().value());
  }

  private String state() {
    return people.status().get("state").stringValue();
  }

  private String approve(int plan, Person by) {
    JsonNode pending = people.api().get("/campaigns/amended/pending").good().get("plan");
    assertThat(pending.get("number").intValue()).isEqualTo(plan);
    String digest = pending.get("digest").stringValue();
    if (!digests.contains(digest)) {
      digests.add(digest);
    }
    PlanSubject subject = new PlanSubject(plan, new Digest(digest));
    return people
        .decide(by.sign(people.campaign(), subject, Verb.APPROVE, ""), List.of())
        .toString();
  }
}
