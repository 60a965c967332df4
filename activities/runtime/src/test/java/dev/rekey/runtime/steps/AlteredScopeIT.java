// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.planning.scope.Background;
import dev.rekey.planning.scope.ColumnMap;
import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import dev.rekey.planning.scope.KnownKind;
import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.OwnerRules;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.escrow.FoundValues;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.SystemName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever writes SQL can change what a row says; nothing is planned from what nobody took in. */
@Timeout(300)
class AlteredScopeIT {

  private static final CampaignName CAMPAIGN = new CampaignName("okta-2026-11");
  private static final String LEAKED =
      "system,identity,kind,credential_id,owner,disposition,places,unlocks\n"
          + "aws-prod,ci,iam-access-key,AKIAIOSFODNN7EXAMPLE,payments,retire,,vault:secret/*\n";
  private static final String MORE =
      "system,identity,kind,credential_id,owner,disposition,places\n"
          + "aws-prod,ci,iam-access-key,AKIAIOSFODNN7EXAMPLE,payments,retire,\n"
          + "aws-prod,deploy,iam-access-key,AKIAI44QH8DHBEXAMPLE,payments,retire,\n";

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private final Clock clock = Clock.systemUTC();

  private JdbcClient jdbc;
  private ScopeStore scope;

  @BeforeEach
  void openStores() {
    jdbc = database.jdbc();
    for (String table : List.of("scope_row", "source", "ledger", "alarm")) {
      jdbc.sql("delete from " + table).update();
    }
    scope = reopened();
  }

  private static KnownSystems systems() {
    KindCapabilities key =
        new KindCapabilities(
            new Kind("iam-access-key"),
            List.of("id", "secret"),
            KindCapabilities.Issue.CALL,
            KindCapabilities.Overlap.YES,
            2,
            KindCapabilities.Listing.FULL,
            KindCapabilities.LastUsed.EXACT,
            KindCapabilities.Disable.YES,
            KindCapabilities.Revoke.BY_ID,
            false,
            Duration.ofMinutes(1),
            Duration.ZERO);
    return KnownSystems.of(
        List.of(
            KnownSystem.of(
                new SystemName("aws-prod"),
                "aws",
                Map.of(key.kind(), KnownKind.of(key, Map.of())),
                false),
            KnownSystem.of(new SystemName("vault"), "openbao", Map.of(), true)));
  }

  private void take(String name, String list) {
    byte[] file = list.getBytes(StandardCharsets.UTF_8);
    IntakeResult result =
        Intake.read(
            name,
            file,
            ColumnMap.NONE,
            systems(),
            Background.of(OwnerRules.NONE, scope.rows(CAMPAIGN)));
    try (IntakeResult.Read read = (IntakeResult.Read) result) {
      assertThat(scope.add(CAMPAIGN, name, file, read)).isTrue();
    }
  }

  /** As a plan does before it is made. */
  private int lookAgain() {
    return scope.lookAgain(CAMPAIGN, systems(), OwnerRules.NONE, "alice@example.com");
  }

  private void requireRefused(String source) {
    assertThatThrownBy(this::lookAgain)
        .isInstanceOf(TamperedLedger.class)
        .hasMessageContaining("rows were altered: " + source);
    assertThat(alarms()).isNotEmpty().allSatisfy(one -> assertThat(one).contains(source));
    assertThatThrownBy(() -> take("later.csv", MORE)).isInstanceOf(TamperedLedger.class);
    assertThat(jdbc.sql("select name from source").query(String.class).list())
        .doesNotContain("later.csv");
  }

  private List<String> alarms() {
    return jdbc.sql("select what from alarm")
        .query((row, _) -> String.valueOf(row.getString("what")))
        .list();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credential = jsonb_set(credential::jsonb, '{ties,unlocks}', '[]')::text",
        "credential = jsonb_set(credential::jsonb, '{owner}', '\"nobody\"')::text",
        "credential = jsonb_set(credential::jsonb, '{owner,value}', '\"nobody\"')::text",
        "credential = jsonb_set(credential::jsonb, '{disposition}', '\"REPLACE\"')::text",
        "clues = jsonb_set(clues::jsonb, '{inventory}', 'true')::text",
        "shown = 'another'",
        "source = 'renamed.csv'"
      })
  void nothingIsMadeOfARowThatSaysAnotherThing(String alteration) {
    take("leaked.csv", LEAKED);
    assertThat(lookAgain()).isZero();

    assertThat(jdbc.sql("update scope_row set " + alteration).update()).isPositive();

    requireRefused("leaked.csv");
  }

  @Test
  void whatIsPutBackIsBelievedAgain() {
    take("leaked.csv", LEAKED);
    String said = jdbc.sql("select credential from scope_row").query(String.class).single();
    jdbc.sql("update scope_row set credential = replace(credential, 'payments', 'other')").update();
    requireRefused("leaked.csv");

    jdbc.sql("update scope_row set credential = :said").param("said", said).update();

    assertThat(lookAgain()).isZero();
  }

  @Test
  void whatRekeyItselfMakesOfRowsIsNoAlteration() {
    take("leaked.csv", LEAKED);
    take("more.csv", MORE);
    assertThat(lookAgain()).isZero();
    scope.ruleOut(CAMPAIGN, "more.csv", 3, "a test key");
    assertThat(lookAgain()).isZero();

    assertThat(scope.rows(CAMPAIGN)).extracting(ScopeRow::state).contains(RowState.RULED_OUT);
    assertThat(alarms()).isEmpty();
  }

  @Test
  void aRowThatNoListBroughtIsNoneOfThem() {
    take("leaked.csv", LEAKED);
    jdbc.sql(
            "insert into scope_row select campaign, 'smuggled.csv', line, state, shown, reason,"
                + " credential, rotation, clues from scope_row")
        .update();

    requireRefused("smuggled.csv: nobody has taken in its rows");
  }

  /** Of rows that came before there was such a record the first one is made as they stand. */
  @Test
  void whatAnOlderReleaseTookInIsBelievedOnceAndNotAgain() {
    take("leaked.csv", LEAKED);
    jdbc.sql("delete from ledger where type = 'rows'").update();
    scope = reopened();
    jdbc.sql("update scope_row set credential = replace(credential, 'payments', 'other')").update();
    assertThat(lookAgain()).isZero();

    jdbc.sql("update scope_row set credential = replace(credential, 'other', 'third')").update();

    requireRefused("leaked.csv");
  }

  private ScopeStore reopened() {
    EscrowKeys keys = new EscrowKeys(database.keys().resolve("escrow"));
    EmbeddedEscrow escrow = new EmbeddedEscrow(jdbc, keys, clock);
    return new ScopeStore(
        jdbc, database.ledger(clock), new FoundValues(jdbc, keys, escrow, clock), clock);
  }
}
