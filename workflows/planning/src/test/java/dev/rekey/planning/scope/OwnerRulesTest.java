// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Samples;
import dev.rekey.words.TeamName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who owns what no row says: the first rule that matches, and the reason stays with the row. */
@Timeout(30)
class OwnerRulesTest {

  private static final OwnerRules RULES =
      new OwnerRules(
          List.of(
              rule("*", "svc-pay-*", "*", "payments", "their accounts are called so"),
              rule("*", "*", "bao:secret/search/*", "search", "it is their vault"),
              rule("aws-prod", "*.c", "*", "dots", "a dot is a dot")));

  private static OwnerRule rule(
      String system, String identity, String place, String owner, String because) {
    return new OwnerRule(system, identity, "*", place, new TeamName(owner), because);
  }

  private static List<ScopeRow> read(OwnerRules rules, String list) {
    return switch (Intake.read(
        "leaked.csv",
        list.getBytes(StandardCharsets.UTF_8),
        ColumnMap.NONE,
        Samples.systems(),
        Background.of(rules, List.of()))) {
      case IntakeResult.Read read -> read.rows();
      case IntakeResult.Unreadable wrong -> throw new AssertionError(wrong.mistakes().toString());
    };
  }

  private static String list(String... rows) {
    return "system,identity,kind,credential_id,places\n" + String.join("\n", rows) + "\n";
  }

  private static ScopeRow only(String row) {
    return read(RULES, list(row)).getFirst();
  }

  @Test
  void theFirstRuleThatMatchesCountsAndItsReasonStays() {
    ScopeRow row = only("aws-prod,svc-pay-1,iam-access-key,AKIA1,bao:secret/search/a");

    assertThat(row.credential())
        .extracting(LeakedCredential::owner)
        .isEqualTo(new TeamName("payments"));
    assertThat(row.reason()).isEqualTo("owner payments: rule 1, their accounts are called so");
    assertThat(Scope.merged(List.of(row)).getFirst().reason()).isEqualTo(row.reason());
  }

  @Test
  void placesMatchToo() {
    assertThat(only("aws-prod,other,iam-access-key,AKIA1,bao:secret/search/a").reason())
        .startsWith("owner search: rule 2");
  }

  @Test
  void whatIsNoStarIsMeantAsItStands() {
    assertThat(only("aws-prod,a.c,iam-access-key,AKIA1,bao:secret/x").reason())
        .startsWith("owner dots: rule 3");
    ScopeRow none = only("aws-prod,abc,iam-access-key,AKIA1,bao:secret/x");
    assertThat(none.state()).isEqualTo(RowState.UNRESOLVED);
    assertThat(none.reason()).contains("none of 3 rules matches");
  }

  @Test
  void whatARowSaysGoesBeforeTheRulesAndWithoutRulesItMust() {
    String own =
        "system,identity,kind,credential_id,places,owner\n"
            + "aws-prod,svc-pay-1,iam-access-key,AKIA1,bao:secret/x,cloud\n";
    assertThat(read(RULES, own).getFirst().reason()).isEmpty();
    assertThat(
            Intake.read(
                "leaked.csv",
                list("aws-prod,a,iam-access-key,AKIA1,bao:secret/x")
                    .getBytes(StandardCharsets.UTF_8),
                ColumnMap.NONE,
                Samples.systems()))
        .isInstanceOf(IntakeResult.Unreadable.class);
  }
}
