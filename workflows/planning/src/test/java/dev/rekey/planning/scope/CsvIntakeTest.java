// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Samples;
import dev.rekey.planning.text.Mistake;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class CsvIntakeTest {

  private static final String HEADER =
      "system,identity,kind,credential_id,owner,privilege,exposure,places,disposition\n";
  private static final String GOOD =
      "aws-prod,alice,iam-access-key,AKIA1,payments,write,ci logs,bao:secret/apps/a,replace\n";

  private static IntakeResult read(byte[] file) {
    return Intake.read("leaked.csv", file, ColumnMap.NONE, Samples.systems());
  }

  private static IntakeResult.Read readable(String file) {
    IntakeResult result = read(file.getBytes(StandardCharsets.UTF_8));
    assertThat(result).isInstanceOf(IntakeResult.Read.class);
    return (IntakeResult.Read) result;
  }

  private static List<ScopeRow> rows(String... lines) {
    return readable(HEADER + String.join("", lines)).rows();
  }

  private static List<Mistake> mistakes(String file) {
    return mistakes(file.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Mistake> mistakes(byte[] file) {
    IntakeResult result = read(file);
    assertThat(result).isInstanceOf(IntakeResult.Unreadable.class);
    return ((IntakeResult.Unreadable) result).mistakes();
  }

  private static LeakedCredential credential(ScopeRow row) {
    assertThat(row.reason()).isEmpty();
    assertThat(row.state()).isEqualTo(RowState.RESOLVED);
    return Objects.requireNonNull(row.credential());
  }

  private static String reason(String line) {
    ScopeRow row = rows(line).getFirst();
    assertThat(row.state()).isEqualTo(RowState.UNRESOLVED);
    assertThat(row.credential()).isNull();
    return row.reason();
  }

  @Test
  void readsARowWithAllItsCells() {
    LeakedCredential credential = credential(rows(GOOD).getFirst());

    assertThat(credential.lane()).hasToString("aws-prod/alice/iam-access-key");
    assertThat(credential.id()).hasToString("AKIA1");
    assertThat(credential.owner()).hasToString("payments");
    assertThat(credential.privilege()).isEqualTo(Privilege.WRITE);
    assertThat(credential.exposure()).isEqualTo("ci logs");
    assertThat(credential.disposition()).isEqualTo(Disposition.REPLACE);
    assertThat(credential.places()).containsExactly(Samples.place("secret/apps/a"));
  }

  @Test
  void doesWithoutTheOptionalColumns() {
    IntakeResult.Read read =
        readable(
            """
            owner,places,credential_id,kind,identity,system
            payments,bao:secret/a,AKIA1,iam-access-key,alice,aws-prod
            """);

    LeakedCredential credential = credential(read.rows().getFirst());
    assertThat(credential.privilege()).isEqualTo(Privilege.UNKNOWN);
    assertThat(credential.disposition()).isEqualTo(Disposition.REPLACE);
    assertThat(credential.exposure()).isEmpty();
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void takesUsualNamesOfColumnsAndSaysSo() {
    IntakeResult.Read read =
        readable(
            "\uFEFFSystem,User,Kind,Access Key ID,Team,Places\r\n"
                + "aws-prod,alice,iam-access-key,AKIA1,payments,bao:secret/a\r\n");

    assertThat(credential(read.rows().getFirst()).id()).hasToString("AKIA1");
    assertThat(read.notes())
        .containsExactly(
            "column 'User' is read as 'identity'",
            "column 'Access Key ID' is read as 'credential_id'",
            "column 'Team' is read as 'owner'");
  }

  @Test
  void readsSeveralPlacesWithTheirSelectors() {
    List<Place> places =
        credential(
                rows("aws-prod,alice,iam-access-key,AKIA1,payments,write,x,"
                        + "bao:secret/a#id=/k&secret=/s=1; bao:secret/b ;,replace\n")
                    .getFirst())
            .places();

    assertThat(places)
        .containsExactly(
            Place.of(Samples.BAO, "secret/a", Map.of("id", "/k", "secret", "/s=1")),
            Samples.place("secret/b"));
  }

  @Test
  void readsAPlaceInTheFormInWhichItIsShown() {
    Place place = Place.of(Samples.BAO, "secret/a", Map.of("id", "/k", "secret", "/s"));

    assertThat(
            credential(rows(GOOD.replace("bao:secret/apps/a", place.toString())).getFirst())
                .places())
        .containsExactly(place);
  }

  @Test
  void readsQuotedCells() {
    LeakedCredential credential =
        credential(
            rows("aws-prod,\"Doe, \"\"J\"\"\",iam-access-key,AKIA1,payments,,,bao:secret/a,\n")
                .getFirst());

    assertThat(credential.lane().identity()).hasToString("Doe, \"J\"");
  }

  @Test
  void keepsEveryRowWithItsLine() {
    List<ScopeRow> rows =
        rows(
            GOOD,
            "\n",
            "aws-prod,bob\n",
            "aws-prod,\"bob,iam-access-key,AKIA2,payments,,,bao:secret/b,\n",
            GOOD.replace("alice", "carol").replace("AKIA1", "AKIA3"));

    assertThat(rows).extracting(ScopeRow::line).containsExactly(2, 4, 5, 6);
    assertThat(rows)
        .extracting(ScopeRow::state)
        .containsExactly(
            RowState.RESOLVED, RowState.UNRESOLVED, RowState.UNRESOLVED, RowState.RESOLVED);
    assertThat(rows.get(1).reason()).isEqualTo("2 cells (expected: 9, as in the header)");
    assertThat(rows.get(2).reason()).startsWith("a quoted cell is not closed");
    assertThat(rows.get(1).shown()).isEqualTo("aws-prod,bob");
  }

  @Test
  void letsNoStrayQuoteSwallowTheRowsAfterIt() {
    String swallowing = "aws-prod,dave,iam-access-key,AKIA9,payments,,\"never closed\n";

    List<ScopeRow> rows = rows(swallowing, GOOD, "closed\",bao:secret/a,replace\n");

    assertThat(rows).hasSize(3);
    assertThat(rows.get(1).state()).isEqualTo(RowState.RESOLVED);
  }

  @Test
  void passesOverRowsOfEmptyCellsAndSaysSo() {
    IntakeResult.Read read = readable(HEADER + GOOD + ",,,,,,,,\n\"\",,,,,,,,\n");

    assertThat(read.rows()).hasSize(1);
    assertThat(read.notes()).containsExactly("2 rows of empty cells are passed over");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws-prd,a,iam-access-key,K,t,,,bao:x,|system 'aws-prd' is not known; did you mean"
            + " 'aws-prod'? (expected: one of [aws-prod, aws-test, bao])",
        "aws-prod,a,iam-acces-key,K,t,,,bao:x,|system aws-prod has no kind 'iam-acces-key'; did you"
            + " mean 'iam-access-key'? (expected: one of [iam-access-key])",
        "aws-prod,,iam-access-key,K,t,,,bao:x,|identity: empty (expected: a value)",
        "aws-prod,a,iam-access-key,K,Team A,,,bao:x,|team: 'Team A' (expected: 1 to 63 of a-z, 0-9"
            + " and '-', not at the ends)",
        "aws-prod,a,iam-access-key,K,t,rite,,bao:x,|privilege: 'rite'; did you mean 'write'?"
            + " (expected: one of [read, write, admin, unknown])",
        "aws-prod,a,iam-access-key,K,t,,,bao:x,retired|disposition: 'retired'; did you mean"
            + " 'retire'? (expected: one of [replace, retire, revoke-now])",
        "aws-prod,a,iam-access-key,K,t,,,,|places: none (expected: where the replacement goes, or"
            + " disposition 'retire' if nobody needs it)",
        "aws-prod,a,iam-access-key,K,t,,,aws-prod:x,|place 'aws-prod:x': system 'aws-prod' holds no"
            + " places (expected: one of [bao])",
        "aws-prod,a,iam-access-key,K,t,,,nowhere,|place 'nowhere': expected:"
            + " system:location#part=selector&part=selector, several parted by ';'",
        "aws-prod,a,iam-access-key,K,t,,,bao:,|place 'bao:': place: '' (expected: 1 to 500"
            + " characters, no blanks around)",
        "aws-prod,a,iam-access-key,K,t,,,bao:x#secert=/s,|place 'bao:x#secert=/s': part 'secert' is"
            + " not one of a iam-access-key; did you mean 'secret'? (expected: one of [id,"
            + " secret])",
        "aws-prod,a,iam-access-key,K,t,,,bao:x#secret,|place 'bao:x#secret': 'secret' (expected:"
            + " part=selector)",
        "aws-prod,a,iam-access-key,K,t,,,bao:x#id=/a&id=/b,|place 'bao:x#id=/a&id=/b': part 'id'"
            + " stands twice (expected: once)",
      })
  void saysWhyARowIsUnresolved(String line, String reason) {
    assertThat(reason(line + "\n")).isEqualTo(reason);
  }

  @Test
  void tellsAllThatIsWrongWithARow() {
    assertThat(reason("aws-prd,,iam-access-key,K,t,none,,nowhere,\n").split("; ", -1))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"=cmd()", "+1", "-1", "@SUM(A1)"})
  void holdsWhatASpreadsheetWouldCarryOut(String cell) {
    assertThat(reason("aws-prod," + cell + ",iam-access-key,K,t,,,bao:x,\n"))
        .startsWith("identity: '" + cell + "' starts like a spreadsheet's formula");
  }

  @Test
  void holdsNamesWithInvisibleCharactersAndShowsThemEscaped() {
    ScopeRow row = rows(GOOD.replace("alice", "ali\u202Ece\u001B[2J")).getFirst();

    assertThat(row.state()).isEqualTo(RowState.UNRESOLVED);
    assertThat(row.reason()).contains("identity: 'ali\\u{202e}ce\\u{1b}[2J' holds control");
    assertThat(row.shown()).contains("ali\\u{202e}ce\\u{1b}[2J").doesNotContain("\u001B");
  }

  @ParameterizedTest
  @CsvSource({
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "ghp_0123456789abcdefghijABCDEFGHIJ012345",
    "hvs.CAESIJ0123456789abcdefghij",
    "-----BEGIN RSA PRIVATE KEY-----",
    "postgres://app:hunter2@db/x"
  })
  void neitherTakesNorShowsWhatLooksLikeASecret(String secret) {
    ScopeRow row = rows(GOOD.replace("ci logs", "x " + secret)).getFirst();

    assertThat(row.state()).isEqualTo(RowState.UNRESOLVED);
    assertThat(row.reason()).startsWith("exposure: looks like a secret's value");
    assertThat(row.toString()).doesNotContain(secret.substring(0, 24)).contains("[hidden]");
  }

  @Test
  void takesLongPathsForNoSecrets() {
    assertThat(
            rows(GOOD.replace("secret/apps/a", "secret/apps/payments/production/Billing1"))
                .getFirst()
                .state())
        .isEqualTo(RowState.RESOLVED);
  }

  @Test
  void mergesRowsThatNameTheSameCredential() {
    List<ScopeRow> rows = rows(GOOD, GOOD.replace("apps/a", "apps/b").replace("write", "admin"));

    assertThat(rows.get(1).reason())
        .isEqualTo("the same credential as leaked.csv:2: taken once, places merged");
    LeakedCredential merged = credential(rows.getFirst());
    assertThat(merged).isEqualTo(rows.get(1).credential());
    assertThat(merged.privilege()).isEqualTo(Privilege.ADMIN);
    assertThat(merged.places())
        .containsExactly(Samples.place("secret/apps/a"), Samples.place("secret/apps/b"));
  }

  @Test
  void holdsAnIdThatStandsUnderTwoIdentities() {
    List<ScopeRow> rows = rows(GOOD, GOOD.replace("alice", "bob"));

    assertThat(rows).extracting(ScopeRow::state).containsOnly(RowState.UNRESOLVED);
    assertThat(rows.getFirst().reason())
        .isEqualTo(
            "credential id 'AKIA1' stands under 2 identities: 'alice' in leaked.csv:2, 'bob' in"
                + " leaked.csv:3 (expected: one; correct or rule out the wrong identity)");
  }

  @Test
  void keepsARowOfAnyLengthShort() {
    ScopeRow row = rows("x".repeat(100_000) + "\n").getFirst();
    ScopeRow many = rows(GOOD.replace("bao:secret/apps/a", "nowhere;".repeat(5_000))).getFirst();

    assertThat(row.reason()).startsWith("100,000 characters");
    assertThat(row.shown()).hasSize(300).endsWith("…");
    assertThat(many.reason().length()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void citesAListByAHarmlessName() {
    IntakeResult result =
        Intake.read(
            "a\u001B]b.csv",
            (HEADER + GOOD).getBytes(StandardCharsets.UTF_8),
            ColumnMap.NONE,
            Samples.systems());

    assertThat(((IntakeResult.Read) result).rows().getFirst().source()).isEqualTo("a\\u{1b}]b.csv");
  }

  @Test
  void refusesAFileWithoutAHeader() {
    assertThat(mistakes("alice,AKIA1,bao:x\nbob,AKIA2,bao:y\n"))
        .singleElement()
        .asString()
        .startsWith("leaked.csv:1: no column that is known in 'alice,AKIA1,bao:x' (expected: a");
    assertThat(mistakes(HEADER.replace(',', ';') + GOOD).getFirst().message())
        .endsWith("the separator seems to be ';': save it with ','");
  }

  @Test
  void refusesAHeaderWithAllItsMistakesAtOnce() {
    assertThat(mistakes("system,identity,kind,owner,user,palces\nx\n"))
        .extracting(Mistake::rule)
        .containsExactly("duplicate-column", "unknown-column", "missing-column", "missing-column");
    assertThat(mistakes("system,identity,kind,owner,user,palces\nx\n").getFirst())
        .hasToString(
            "leaked.csv:1: columns 2 'identity' and 5 'user' both mean 'identity' (expected: one of"
                + " them)");
    assertThat(mistakes(HEADER.strip() + ",".repeat(200) + "\nx\n").getLast().rule())
        .isEqualTo("too-many-columns");
    assertThat(mistakes("system,identity,kind,credential_id,owner,palces\nx\n").getFirst())
        .asString()
        .startsWith("leaked.csv:1: column 6 'palces' is not known; did you mean 'places'?");
  }

  @Test
  void refusesAColumnThatHoldsValues() {
    assertThat(mistakes(HEADER.strip() + ",secret_access_key\nx\n"))
        .singleElement()
        .matches(mistake -> mistake.rule().equals("column-of-values"));
  }

  @Test
  void refusesWhatIsNotText() {
    assertThat(mistakes(new byte[0])).singleElement().matches(has("empty"));
    assertThat(mistakes("\n \n")).singleElement().matches(has("empty"));
    assertThat(mistakes(HEADER)).singleElement().matches(has("no-rows"));
    assertThat(mistakes(HEADER + "a\0b")).singleElement().matches(has("nul-byte"));
    assertThat(mistakes("\uFEFFabc".getBytes(StandardCharsets.UTF_16LE)))
        .singleElement()
        .matches(has("not-text"));
    assertThat(mistakes(new byte[] {'P', 'K', 3, 4, 0, 0}))
        .singleElement()
        .asString()
        .contains("workbook");
    assertThat(mistakes(new byte[Intake.LARGEST_FILE + 1]))
        .singleElement()
        .matches(has("too-large"));
  }

  @Test
  void saysWhereAFileIsNotUtf8() {
    byte[] file = (HEADER + GOOD + "aws-prod,andr\u00E9\n").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(mistakes(file))
        .singleElement()
        .asString()
        .startsWith("leaked.csv:3: byte 0xE9 at offset");
  }

  private static Predicate<Mistake> has(String rule) {
    return mistake -> mistake.rule().equals(rule);
  }

  /** A reader whose time grows with the square of the rows would not end in time anywhere. */
  @Test
  @Timeout(60)
  void readsTenThousandRows() {
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 0; i < 10_000; i++) {
      file.append(GOOD.replace("alice", "user" + i).replace("AKIA1", "AKIA" + i));
    }
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);

    IntakeResult result = read(bytes);

    assertThat(((IntakeResult.Read) result).rows()).hasSize(10_000);
  }

  @Test
  void countsLinesHoweverTheyEnd() {
    List<ScopeRow> rows =
        rows("\r", "\r\n", GOOD.strip() + "\r", GOOD.strip() + "\r\n", "\n", GOOD.strip());

    assertThat(rows).extracting(ScopeRow::line).containsExactly(4, 5, 7);
    assertThat(mistakes(HEADER + "a\rb\r\nc\0").getFirst().line()).isEqualTo(4);
  }

  @Test
  void takesAHundredPlacesAndNoMore() {
    String places = "bao:a;".repeat(99) + "bao:b";
    String more = places + ";bao:c";

    assertThat(credential(rows(GOOD.replace("bao:secret/apps/a", places)).getFirst()).places())
        .hasSize(2);
    assertThat(reason(GOOD.replace("bao:secret/apps/a", more)))
        .isEqualTo("places: more than 100 (expected: at most that)");
  }

  @Test
  void refusesPlacesWithoutSelectorsWhereTheKindHasNone() {
    KnownSystems bare =
        KnownSystems.of(
            List.of(
                KnownSystem.of(
                    Samples.AWS,
                    "aws",
                    Map.of(
                        Samples.KEY,
                        KnownKind.of(Samples.capabilities(KindCapabilities.Overlap.YES), Map.of())),
                    false),
                KnownSystem.of(Samples.BAO, "openbao", Map.of(), true)));

    IntakeResult result =
        Intake.read(
            "a.csv", (HEADER + GOOD).getBytes(StandardCharsets.UTF_8), ColumnMap.NONE, bare);

    assertThat(((IntakeResult.Read) result).rows().getFirst().reason())
        .isEqualTo(
            "place 'bao:secret/apps/a': no selector, and kind iam-access-key has no default"
                + " (expected: #id=…)");
  }
}
