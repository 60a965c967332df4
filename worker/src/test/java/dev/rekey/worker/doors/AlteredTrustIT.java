// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Together;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What SQL says about whom to believe, and about what belongs to the scope, is not believed. */
@Together
@Order(10)
@Timeout(1500)
class AlteredTrustIT {

  private static Site site;

  @BeforeAll
  static void open(@TempDir Path home) {
    site = Site.open(home);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Test
  void aRosterThatSqlTrustsIsPinnedByNoCampaign() {
    Person mallory = Person.of("mallory@example.com", "responder");
    Roster forged =
        new Roster(
            mallory.signerLine(),
            List.of(new Member(mallory.name(), Set.of(Role.RESPONDER), Set.of())));
    run(
        "insert into roster (digest, body, added_at, trusted_at)"
            + " values (?, ?, now(), now() + interval '1 hour')",
        forged.digest().value(),
        CanonicalJson.write(forged.toJson()));

    site.people().in("roster-inserted").begin();

    assertThat(text("select roster from campaign where name = ?", "roster-inserted"))
        .isNotEqualTo(forged.digest().value());
  }

  /** Alice wrote the plan; as a responder who did not she could decide this. */
  @Test
  void whoWroteThePlanDoesNotDecideBecauseARowNamesAnother() {
    Target target = site.prepared("author-altered", "write", "none");
    run("update plan set author = 'mallory@example.com' where campaign = ?", target.name());
    target.people().startApproved();
    target.untilHeld("not-confirmed");

    String answer =
        target
            .people()
            .decideWaiting(target.people().alice, Verb.CUT_ANYWAY, "I say so", _ -> true)
            .toString();

    assertThat(answer).contains("wrote the plan");
    assertThat(target.isHeld("not-confirmed")).isTrue();
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void aRowThatWasRenamedOrDeletedLetsNothingClose() {
    Target target = site.target("scope-rows");
    target.untilHeld("not-confirmed");
    String credential = text("select credential from scope_row where campaign = ?", target.name());
    run(
        "update scope_row set credential = ? where campaign = ?",
        credential.replace(target.leak().id(), "AKIAOTHER"),
        target.name());
    target.people().prepareClosing();
    target.untilAlarm("names another credential than when it was taken in");
    run("update scope_row set credential = ? where campaign = ?", credential, target.name());

    run("create table kept as select * from scope_row where campaign = 'scope-rows'");
    run("delete from scope_row where campaign = ?", target.name());
    assertThat(target.people().prepareClosing().get("openRows").intValue()).isPositive();
    target.untilAlarm("has 0 rows (expected, as taken in: 1)");

    run("insert into scope_row select * from kept");
    target.retryToTheEnd();
  }

  private static String text(String sql, String parameter) {
    return site.sql().sql(sql).param(parameter).query(String.class).single();
  }

  private static void run(String sql, Object... parameters) {
    assertThat(site.sql().sql(sql).params(parameters).update()).as(sql).isPositive();
  }
}
