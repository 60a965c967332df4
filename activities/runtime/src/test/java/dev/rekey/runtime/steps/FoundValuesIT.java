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
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.escrow.FoundValues;
import dev.rekey.runtime.escrow.TamperedEscrow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Lane;
import dev.rekey.words.PersonName;
import dev.rekey.words.RotationId;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a scanner found lies sealed until it is known whose it is, and is nowhere else. */
@Timeout(300)
class FoundValuesIT {

  private static final CampaignName CAMPAIGN = new CampaignName("okta-2026-11");
  private static final String SECRET = "abcdEFGH1234abcdEFGH1234abcdEFGH12345678";
  private static final String TOKEN = "a-token-of-a-kind-that-nobody-knows";
  private static final String FINDING =
      """
      {"SourceMetadata":{"Data":{"Git":{"file":"env.sh"}}},"DetectorName":"AWS",\
      "Raw":"AKIAIOSFODNN7EXAMPLE","RawV2":"AKIAIOSFODNN7EXAMPLE:%s"}
      """
          .formatted(SECRET);
  private static final String UNKNOWN =
      """
      {"SourceMetadata":{"Data":{"Git":{"file":"env.sh"}}},"DetectorName":"Odd","Raw":"%s"}
      """
          .formatted(TOKEN);
  private static final String INVENTORY =
      "system,identity,kind,credential_id,owner,disposition,places\n"
          + "aws-prod,svc,iam-access-key,AKIAIOSFODNN7EXAMPLE,payments,retire,\n";

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private final Clock clock = Clock.systemUTC();

  private JdbcClient jdbc;
  private Escrow escrow;
  private FoundValues found;
  private ScopeStore scope;

  @BeforeEach
  void openStores() {
    jdbc = database.jdbc();
    for (String table :
        List.of("scope_row", "source", "found_value", "escrow", "rotation", "ledger")) {
      jdbc.sql("delete from " + table).update();
    }
    EscrowKeys keys = new EscrowKeys(database.keys().resolve("escrow"));
    escrow = new EmbeddedEscrow(jdbc, keys, clock);
    found = new FoundValues(jdbc, keys, escrow, clock);
    scope = new ScopeStore(jdbc, database.ledger(clock), found, clock);
  }

  private static KindCapabilities kind(String name, String... parts) {
    return new KindCapabilities(
        new Kind(name),
        List.of(parts),
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
  }

  private static KnownSystems systems() {
    KindCapabilities key = kind("iam-access-key", "id", "secret");
    KindCapabilities token = kind("token", "token");
    return KnownSystems.of(
        List.of(
            KnownSystem.of(
                new SystemName("aws-prod"),
                "aws",
                Map.of(key.kind(), KnownKind.of(key, Map.of())),
                false),
            KnownSystem.of(
                new SystemName("odd"),
                "odd",
                Map.of(token.kind(), KnownKind.of(token, Map.of())),
                false)));
  }

  private static RotationId rotation(String system, String kind, String id) {
    return new RotationId(
        CAMPAIGN,
        new Lane(new SystemName(system), new IdentityName("svc"), new Kind(kind)),
        new CredentialId(id));
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
    scope.lookAgain(CAMPAIGN, systems(), OwnerRules.NONE, "list " + name);
  }

  private void requireSealed(String value) {
    byte[] clear = value.getBytes(StandardCharsets.UTF_8);
    for (String table :
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
            .query(String.class)
            .list()) {
      assertThat(
              jdbc.sql("select t::text from \"%s\" t".formatted(table)).query(String.class).list())
          .as("table %s", table)
          .noneMatch(row -> row.contains(value))
          .noneMatch(row -> row.contains(HexFormat.of().formatHex(clear)));
    }
  }

  private void requireOld(RotationId rotation, String part, String expected) {
    try (CredentialValue old =
        escrow.open(rotation, Escrow.Role.OLD, rotation.credential()).orElseThrow()) {
      assertThat(old.says(part, expected)).isTrue();
    }
  }

  @Test
  void aFoundValueIsTheOldOneOfItsCredentialWhicheverListComesFirst() {
    RotationId rotation = rotation("aws-prod", "iam-access-key", "AKIAIOSFODNN7EXAMPLE");
    take("scan.json", FINDING);
    requireSealed(SECRET);
    assertThat(found.rows(CAMPAIGN)).containsExactly("scan.json:1");

    take("inventory.csv", INVENTORY);

    assertThat(scope.rows(CAMPAIGN))
        .allSatisfy(row -> assertThat(row.state()).isEqualTo(RowState.RESOLVED));
    assertThat(scope.rows(CAMPAIGN).getLast().clues().fingerprint()).isNotEmpty();
    assertThat(found.rows(CAMPAIGN)).as("still lying with its row").isEmpty();
    requireOld(rotation, "secret", SECRET);
    requireOld(rotation, "id", "AKIAIOSFODNN7EXAMPLE");
    requireSealed(SECRET);

    openStores();
    take("inventory.csv", INVENTORY);
    take("scan.json", FINDING);
    requireOld(rotation, "secret", SECRET);
    escrow.shred(CAMPAIGN);
  }

  @Test
  void aValueOfAnUnknownKindWaitsForWhoeverSaysWhatItIs() {
    take("scan.json", UNKNOWN);
    ScopeRow row = scope.rows(CAMPAIGN).getFirst();
    requireSealed(TOKEN);
    IntakeResult said =
        Intake.resolution(
            row,
            Map.of(
                "system", "odd",
                "identity", "svc",
                "kind", "token",
                "credential_id", "acc-1",
                "owner", "ops",
                "disposition", "retire",
                "places", ""),
            systems());
    ScopeRow resolved = ((IntakeResult.Read) said).rows().getFirst();

    assertThat(scope.resolve(CAMPAIGN, resolved, new PersonName("a@example.com"))).isTrue();
    scope.lookAgain(CAMPAIGN, systems(), OwnerRules.NONE, "alice");

    requireOld(rotation("odd", "token", "acc-1"), "token", TOKEN);
    assertThat(found.rows(CAMPAIGN)).isEmpty();
    requireSealed(TOKEN);
  }

  @Test
  void whatARowHoldsAlreadyIsNotReplacedByAFinding() {
    RotationId rotation = rotation("aws-prod", "iam-access-key", "AKIAIOSFODNN7EXAMPLE");
    take("inventory.csv", INVENTORY);
    try (CredentialValue read =
        CredentialValue.taking(
            Map.of(
                "id", Secret.taking("AKIAIOSFODNN7EXAMPLE".toCharArray()),
                "secret", Secret.taking("as its place has it".toCharArray())))) {
      escrow.seal(rotation, Escrow.Role.OLD, rotation.credential(), read);
    }

    take("scan.json", FINDING);

    requireOld(rotation, "secret", "as its place has it");
    assertThat(found.rows(CAMPAIGN)).isEmpty();
  }

  @Test
  void oneValueHasOneFingerprintAndItsKeyGoesWithTheCampaigns() {
    take("one.json", UNKNOWN);
    take("two.json", UNKNOWN);
    List<String> marks =
        scope.rows(CAMPAIGN).stream().map(row -> row.clues().fingerprint()).distinct().toList();
    assertThat(marks).hasSize(1);
    assertThat(database.keys().resolve("escrow/okta-2026-11.mac")).exists();

    escrow.shred(CAMPAIGN);

    assertThat(found.rows(CAMPAIGN)).isEmpty();
    assertThat(Files.exists(database.keys().resolve("escrow/okta-2026-11.mac"))).isFalse();
    take("three.json", UNKNOWN);
    assertThat(scope.rows(CAMPAIGN))
        .filteredOn(row -> row.source().equals("three.json"))
        .allSatisfy(row -> assertThat(marks).doesNotContain(row.clues().fingerprint()));
  }

  @Test
  void aSealedRowThatWasPutElsewhereDoesNotOpen() {
    take("scan.json", FINDING);
    jdbc.sql("update found_value set source_row = 'inventory.csv:2'").update();

    assertThatThrownBy(() -> take("inventory.csv", INVENTORY)).isInstanceOf(TamperedEscrow.class);
  }

  @Test
  void aFindingThatIsRuledOutLeavesNoValueBehind() {
    take("scan.json", UNKNOWN);

    scope.ruleOut(CAMPAIGN, "scan.json", 1, "a test's fixture");

    assertThat(found.rows(CAMPAIGN)).isEmpty();
  }
}
