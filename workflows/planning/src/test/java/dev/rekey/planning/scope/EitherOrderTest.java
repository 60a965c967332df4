// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Samples;
import dev.rekey.words.Disposition;
import dev.rekey.words.TeamName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a scanner finds and what an inventory knows become one, whichever comes first. */
@Timeout(60)
class EitherOrderTest {

  private static final String HEADER =
      "system,identity,kind,credential_id,owner,privilege,exposure,disposition,places\n";
  private static final OwnerRules RULES =
      new OwnerRules(
          List.of(new OwnerRule("*", "svc-*", "*", "*", new TeamName("ops"), "service accounts")));

  /** Lists by name, each of one row. */
  private static final Map<String, String> LISTS =
      Map.of(
          "inventory.csv", "aws-prod,svc-pay,iam-access-key,AKIA1,payments,admin,,retire,bao:a\n",
          "scan.csv", "aws-prod,,iam-access-key,AKIA1,,,build log,,\n",
          "seen.csv", "aws-prod,svc-pay,iam-access-key,AKIA1,,write,in a ticket,,bao:b\n",
          "other.csv", "aws-test,,iam-access-key,AKIA1,,,build log,,\n");

  private static List<ScopeRow> taken(KnownSystems systems, List<String> names) {
    List<ScopeRow> rows = new ArrayList<>();
    for (String name : names) {
      IntakeResult result =
          Intake.read(
              name,
              (HEADER + LISTS.get(name)).getBytes(StandardCharsets.UTF_8),
              ColumnMap.NONE,
              systems,
              Background.of(RULES, rows));
      rows.addAll(((IntakeResult.Read) result).rows());
      rows = new ArrayList<>(Scope.merged(lookedAgain(rows, systems, RULES)));
    }
    return rows;
  }

  private static List<ScopeRow> lookedAgain(
      List<ScopeRow> rows, KnownSystems systems, OwnerRules rules) {
    Map<String, ScopeRow> all = new LinkedHashMap<>();
    rows.forEach(row -> all.put(row.position(), row));
    Intake.again(rows, systems, rules).forEach(row -> all.put(row.position(), row));
    return List.copyOf(all.values());
  }

  private static List<List<String>> orders(List<String> names) {
    if (names.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> orders = new ArrayList<>();
    for (String first : names) {
      List<String> rest = names.stream().filter(name -> !name.equals(first)).toList();
      for (List<String> order : orders(rest)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  @Test
  void theSameListsInAnyOrderNameTheSame() {
    List<String> names = LISTS.keySet().stream().sorted().toList();
    for (List<String> order : orders(names)) {
      List<ScopeRow> rows = taken(Samples.systems(), order);

      assertThat(rows).as("every source is kept: %s", order).hasSize(4);
      for (ScopeRow row : rows) {
        if (row.source().equals("other.csv")) {
          assertThat(row.state()).as("another system's").isEqualTo(RowState.UNRESOLVED);
          continue;
        }
        assertThat(row.state()).as("%s: %s", order, row.reason()).isEqualTo(RowState.RESOLVED);
        LeakedCredential named = requireNonNull(row.credential());
        assertThat(named.owner()).as("%s", order).isEqualTo(new TeamName("payments"));
        assertThat(named.disposition()).as("%s", order).isEqualTo(Disposition.RETIRE);
        assertThat(named.places()).extracting(Object::toString).hasSize(2);
        assertThat(named.exposure()).contains("build log", "in a ticket");
      }
    }
  }

  @Test
  void aRowWaitsForItsSystemAndTakesTheOnlyOneThatAcceptsItsKind() {
    KnownSystems none = KnownSystems.of(List.of());
    List<ScopeRow> rows =
        List.of(
            ((IntakeResult.Read)
                    Intake.read(
                        "scan.csv",
                        (HEADER + ",svc-pay,iam-access-key,AKIA1,payments,,,retire,\n")
                            .getBytes(StandardCharsets.UTF_8),
                        ColumnMap.NONE,
                        none,
                        Background.NONE))
                .rows()
                .getFirst());
    KnownSystem aws = requireNonNull(Samples.systems().systems().get(Samples.AWS));

    assertThat(Intake.again(rows, none, OwnerRules.NONE)).isEmpty();
    assertThat(Intake.again(rows, Samples.systems(), OwnerRules.NONE))
        .as("two systems accept it: nobody knows which")
        .isEmpty();
    assertThat(Intake.again(rows, KnownSystems.of(List.of(aws)), OwnerRules.NONE))
        .singleElement()
        .satisfies(row -> {
          assertThat(requireNonNull(row.credential()).lane().system()).isEqualTo(Samples.AWS);
          assertThat(row.position()).isEqualTo("scan.csv:2");
        });
  }

  private static List<ScopeRow> read(String name, KnownSystems systems, String... rows) {
    return ((IntakeResult.Read)
            Intake.read(
                name,
                (HEADER + String.join("", rows)).getBytes(StandardCharsets.UTF_8),
                ColumnMap.NONE,
                systems,
                Background.NONE))
        .rows();
  }

  @Test
  void whatIsResolvedAtASecondLookNamesWhatWaitedForIt() {
    KnownSystems none = KnownSystems.of(List.of());
    List<ScopeRow> rows = new ArrayList<>();
    rows.addAll(read("scan.csv", none, "aws-prod,,iam-access-key,AKIA1,,,build log,,\n"));
    rows.addAll(read("inventory.csv", none, "aws-prod,svc,iam-access-key,AKIA1,ops,,,retire,\n"));

    assertThat(Intake.again(rows, Samples.systems(), OwnerRules.NONE))
        .extracting(ScopeRow::position)
        .containsExactly("inventory.csv:2", "scan.csv:2");
  }

  @Test
  void anInventoryWaitsForItsSystemToo() {
    List<ScopeRow> known =
        read(
                "inventory.csv",
                KnownSystems.of(List.of()),
                "aws-prod,svc,iam-access-key,AKIA1,ops,,,retire,\n")
            .stream()
            .map(ScopeRow::known)
            .toList();

    List<ScopeRow> named = Intake.again(known, Samples.systems(), OwnerRules.NONE);

    assertThat(named).hasSize(1);
    assertThat(Scope.merged(named)).extracting(ScopeRow::state).containsOnly(RowState.KNOWN);
  }

  @Test
  void whatIsRuledOutOrContradictsAnotherIsNotLookedAtAgain() {
    ScopeRow open =
        read(
                "scan.csv",
                KnownSystems.of(List.of()),
                "aws-prod,svc,iam-access-key,AKIA1,ops,,,retire,\n")
            .getFirst();
    ScopeRow ruledOut =
        new ScopeRow(
            open.source(),
            open.line(),
            RowState.RULED_OUT,
            null,
            "a test",
            open.shown(),
            open.clues());
    List<ScopeRow> clashing =
        read(
            "a.csv",
            Samples.systems(),
            "aws-prod,svc,iam-access-key,AKIA2,ops,,,retire,\n",
            "aws-prod,svc,iam-access-key,AKIA2,dev,,,retire,\n");

    assertThat(Intake.again(List.of(ruledOut), Samples.systems(), OwnerRules.NONE)).isEmpty();
    assertThat(clashing).extracting(ScopeRow::state).containsOnly(RowState.UNRESOLVED);
    assertThat(Intake.again(clashing, Samples.systems(), OwnerRules.NONE)).isEmpty();
  }

  @Test
  void aRuleThatComesLaterGivesARowItsOwner() {
    List<ScopeRow> rows =
        List.of(
            ((IntakeResult.Read)
                    Intake.read(
                        "a.csv",
                        (HEADER + "aws-prod,svc-pay,iam-access-key,AKIA1,,,,retire,\n")
                            .getBytes(StandardCharsets.UTF_8),
                        ColumnMap.NONE,
                        Samples.systems(),
                        Background.NONE))
                .rows()
                .getFirst());

    assertThat(rows.getFirst().reason()).contains("owner: empty");
    assertThat(Intake.again(rows, Samples.systems(), RULES))
        .singleElement()
        .satisfies(row -> assertThat(row.reason()).contains("owner ops: rule 1"));
  }

  @Test
  void whatMayNotBeKeptIsNotKeptForAnotherLook() {
    List<ScopeRow> rows =
        ((IntakeResult.Read)
                Intake.read(
                    "a.csv",
                    (HEADER
                            + "aws-prod,,iam-access-key,AKIA1,,,hvs.CAESIJ0123456789abcdefghij,,\n"
                            + "aws-prod,=cmd(),iam-access-key,AKIA1,,,,,\n"
                            + "aws-prod,a\u202Eb,iam-access-key,AKIA1,,,,,\n")
                        .getBytes(StandardCharsets.UTF_8),
                    ColumnMap.NONE,
                    Samples.systems(),
                    Background.NONE))
            .rows();

    assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.clues()).isEqualTo(Clues.NONE));
  }

  @Test
  void twoOwnersThatAreBothStatedContradictOneAnotherStill() {
    List<ScopeRow> rows =
        ((IntakeResult.Read)
                Intake.read(
                    "a.csv",
                    (HEADER
                            + "aws-prod,svc,iam-access-key,AKIA1,ops,,,retire,\n"
                            + "aws-prod,svc,iam-access-key,AKIA1,dev,,,retire,\n")
                        .getBytes(StandardCharsets.UTF_8),
                    ColumnMap.NONE,
                    Samples.systems(),
                    Background.NONE))
            .rows();

    assertThat(rows).allSatisfy(row -> assertThat(row.reason()).contains("stands under 2 owners"));
  }
}
