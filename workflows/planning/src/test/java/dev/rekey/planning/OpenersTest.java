// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Opener.Opens;
import dev.rekey.planning.scope.Background;
import dev.rekey.planning.scope.ColumnMap;
import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.Disposition;
import dev.rekey.words.RotationId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each rotation names what has to be dead before its new value is put anywhere. */
@Timeout(60)
class OpenersTest {

  private static final String HEADER =
      "system,identity,kind,credential_id,owner,privilege,disposition,places,unlocks,"
          + "provisioned_by\n";

  private static String row(String identity, String privilege, String unlocks, String madeBy) {
    return row("aws-prod", identity, identity, privilege, "replace", unlocks, madeBy);
  }

  private static String row(
      String system,
      String identity,
      String key,
      String privilege,
      String disposition,
      String unlocks,
      String madeBy) {
    return "%s,%s,iam-access-key,AKIA-%s,payments,%s,%s,bao:secret/%s,%s,%s\n"
        .formatted(system, identity, key, privilege, disposition, key, unlocks, madeBy);
  }

  private static List<ScopeRow> rows(String... rows) {
    return ((IntakeResult.Read)
            Intake.read(
                "leaked.csv",
                (HEADER + String.join("", rows)).getBytes(StandardCharsets.UTF_8),
                ColumnMap.NONE,
                Samples.systems(),
                Background.NONE))
        .rows();
  }

  private static PlanRequest request(List<ScopeRow> rows) {
    return Samples.request(rows, Samples.playbook(1, 10, ApprovalRule.NONE));
  }

  private static Plan plan(String... rows) {
    return Planner.plan(request(rows(rows)));
  }

  private static PlannedRotation find(Plan plan, String key) {
    return plan.rotations().stream()
        .filter(each -> each.id().credential().value().equals("AKIA-" + key))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> openers(Plan plan, String key) {
    return find(plan, key).openers().stream()
        .map(each ->
            each.rotation().credential().value().substring("AKIA-".length())
                + " "
                + each.opens().name().toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  private static final String CALM = row("calm", "read", "", "");

  @Test
  void whatOpensAPlaceAndWhatOpensTheIssuingSideAreToldApart() {
    Plan plan =
        plan(
            CALM,
            row("reader", "write", "bao:secret/pay*", ""),
            row("pay", "read", "", "aws-prod/maker"),
            row("maker", "write", "", ""),
            row("other", "read", "", ""));

    assertThat(openers(plan, "pay")).containsExactlyInAnyOrder("reader place", "maker issuer");
    assertThat(openers(plan, "reader")).isEmpty();
    assertThat(openers(plan, "other")).isEmpty();
    assertThat(find(plan, "pay").facts()).containsKey("openers");
    assertThat(find(plan, "other").facts())
        .as("digests of what nothing opens are what they were")
        .doesNotContainKey("openers");
  }

  @Test
  void anAdministratorOpensAllThatItsSystemIssuesAndNothingElse() {
    Plan plan =
        plan(
            CALM,
            row("root", "admin", "", ""),
            row("pay", "write", "", ""),
            row("aws-test", "far", "far", "write", "replace", "", ""));

    assertThat(openers(plan, "pay")).containsExactly("root issuer");
    assertThat(openers(plan, "far")).isEmpty();
  }

  @Test
  void whatGetsNoNewValueWaitsForNothing() {
    List<String> rows = new ArrayList<>(List.of(CALM, row("root", "admin", "", "")));
    for (int i = 0; i < 25; i++) {
      rows.add(row("aws-prod", "old" + i, "old" + i, "read", "retire", "", ""));
      rows.add(row("aws-prod", "now" + i, "now" + i, "read", "revoke-now", "", ""));
    }

    Plan plan = plan(rows.toArray(String[]::new));

    assertThat(plan.rotations()).extracting(PlannedRotation::wave).anyMatch(wave -> wave > 3);
    assertThat(plan.rotations())
        .filteredOn(each -> each.disposition() != Disposition.REPLACE)
        .hasSize(50)
        .allSatisfy(each -> assertThat(each.openers()).isEmpty());
  }

  @Test
  void credentialsOfOneLaneDoNotWaitForOneAnother() {
    Plan plan =
        plan(
            CALM,
            row("aws-prod", "root", "one", "admin", "replace", "", ""),
            row("aws-prod", "root", "two", "admin", "replace", "", ""),
            row("pay", "write", "", ""));

    assertThat(openers(plan, "one")).isEmpty();
    assertThat(openers(plan, "two")).isEmpty();
    assertThat(openers(plan, "pay")).containsExactlyInAnyOrder("one issuer", "two issuer");
  }

  @Test
  void ofACircleTheRestWaitsForTheBridgeAndNotTheOtherWayRound() {
    Plan plan =
        plan(
            CALM,
            row("idp", "write", "aws-prod/vault;aws-prod/ci", ""),
            row("vault", "write", "aws-prod/idp", ""),
            row("ci", "write", "aws-prod/idp", ""));

    assertThat(openers(plan, "vault")).containsExactly("idp issuer");
    assertThat(openers(plan, "ci")).containsExactly("idp issuer");
    assertThat(openers(plan, "idp")).isEmpty();
    assertThat(plan.warnings())
        .anyMatch(
            warning -> warning.startsWith("1 replaced while") && warning.contains("aws-prod/idp"));
  }

  @Test
  void whatIsAddedWaitsForWhatIsOnItsWayAndWhatIsOnItsWayIsTold() {
    List<ScopeRow> first = rows(CALM, row("root", "admin", "", ""), row("pay", "write", "", ""));
    Plan before = Planner.plan(request(first));
    List<ScopeRow> all =
        rows(
            row("calm", "read", "aws-prod/pay", ""),
            row("root", "admin", "", ""),
            row("aws-prod", "root", "again", "admin", "replace", "", ""),
            row("pay", "write", "", ""),
            row("late", "write", "aws-prod/pay", ""));

    Plan after = Planner.amend(before, request(all));

    assertThat(openers(after, "late")).contains("root issuer");
    assertThat(openers(after, "again")).as("its own lane takes turns anyway").isEmpty();
    assertThat(find(after, "pay")).isEqualTo(find(before, "pay"));
    assertThat(after.warnings())
        .anyMatch(warning ->
            warning.contains("opens what is carried out already") && warning.contains("late"));
  }

  @Test
  void aRowThatNothingIsDoneAboutYetIsToldIfItOpensWhatIsReplaced() {
    String unplayed = "bao,nobody,iam-access-key,AKIA-x,payments,read,replace,,aws-prod/pay,\n";
    Plan plan = plan(CALM, row("pay", "write", "", ""), unplayed);

    assertThat(plan.unresolved()).hasSize(1);
    if (plan.unresolved().getFirst().credential() != null) {
      assertThat(plan.warnings())
          .anyMatch(warning -> warning.startsWith("1 unresolved, and opens what is replaced"));
    }
  }

  @Test
  void ofTooManyThoseAreNamedThatDieLastAndThePlanSaysSo() {
    List<String> rows = new ArrayList<>();
    rows.add(CALM);
    for (int i = 0; i < Openers.MOST + 5; i++) {
      rows.add(row("n%02d".formatted(i), "write", "aws-prod/target", ""));
    }
    rows.add(row("target", "write", "", ""));

    Plan plan = plan(rows.toArray(String[]::new));

    assertThat(find(plan, "target").openers()).hasSize(Openers.MOST);
    int first =
        find(plan, "target").openers().stream()
            .mapToInt(each -> plan.find(each.rotation()).orElseThrow().wave())
            .min()
            .orElseThrow();
    assertThat(first).as("the first wave of openers dies first").isGreaterThan(1);
    assertThat(plan.warnings())
        .anyMatch(warning ->
            warning.startsWith("1 opened by more than %d".formatted(Openers.MOST))
                && warning.contains("target"));
  }

  @Test
  void aThousandAdministratorsOfOneSystemArePlannedAtOnce() {
    List<String> rows = new ArrayList<>();
    IntStream.range(0, 1000).forEach(i -> rows.add(row("n" + i, "admin", "", "")));

    Plan plan = plan(rows.toArray(String[]::new));

    assertThat(plan.rotations()).allMatch(each -> each.openers().size() <= Openers.MOST);
  }

  /** However credentials open one another: waiting for what opens it, each comes to its end. */
  @Test
  void whateverOpensWhatEveryRotationCanReachItsEnd() {
    for (int seed = 0; seed < 300; seed++) {
      Plan plan = plan(world(new Random(seed)));
      Map<RotationId, PlannedRotation> left = new LinkedHashMap<>();
      plan.rotations().forEach(each -> left.put(each.id(), each));
      boolean moved = true;
      while (moved) {
        Set<RotationId> ended = new LinkedHashSet<>();
        left.values().stream().filter(each -> ends(each, left)).forEach(e -> ended.add(e.id()));
        moved = left.keySet().removeAll(ended);
      }
      assertThat(left.keySet()).as("seed %d: these wait for ever", seed).isEmpty();
    }
  }

  /** Not before the turns of its lane that come first, and only with all openers dead. */
  private static boolean ends(PlannedRotation one, Map<RotationId, PlannedRotation> left) {
    return one.openers().stream().noneMatch(opener -> left.containsKey(opener.rotation()))
        && left.values().stream()
            .noneMatch(
                other -> other.id().lane().equals(one.id().lane()) && other.turn() < one.turn());
  }

  private static String[] world(Random random) {
    int size = 2 + random.nextInt(12);
    String[] rows = new String[size];
    for (int i = 0; i < size; i++) {
      String unlocks =
          random.nextInt(3) == 0
              ? ""
              : random.nextBoolean()
                  ? "aws-prod/n" + random.nextInt(size)
                  : "bao:secret/k%d;aws-prod/n%d"
                      .formatted(random.nextInt(size), random.nextInt(size));
      rows[i] =
          row(
              random.nextInt(4) == 0 ? "aws-test" : "aws-prod",
              "n" + random.nextInt(size),
              "k" + i,
              random.nextInt(4) == 0 ? "admin" : "write",
              random.nextInt(6) == 0 ? "retire" : "replace",
              unlocks,
              random.nextInt(5) == 0 ? "aws-prod/n" + random.nextInt(size) : "");
    }
    return rows;
  }

  @Test
  void theKindOfOpeningIsPartOfTheFacts() {
    PlannedRotation bare = find(plan(CALM, row("pay", "read", "", "")), "pay");
    RotationId other = find(plan(CALM), "calm").id();

    assertThat(bare.openedBy(List.of(new Opener(other, Opens.PLACE))).shown())
        .isNotEqualTo(bare.openedBy(List.of(new Opener(other, Opens.ISSUER))).shown());
  }
}
