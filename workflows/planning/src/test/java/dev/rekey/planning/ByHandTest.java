// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.scope.ColumnMap;
import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import dev.rekey.planning.scope.KnownKind;
import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.Grade;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.SystemName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows of a system that nothing can be asked of are planned like all others, and it is said. */
@Timeout(30)
class ByHandTest {

  private static final Kind TOKEN = new Kind("api-token");
  private static final String ROWS =
      """
      system,identity,kind,credential_id,owner,privilege,exposure,places,disposition
      sheets,svc,api-token,tok-1,office,write,ticket 12,,replace
      """;

  private static KnownSystems systems(KindCapabilities.Listing list) {
    KindCapabilities capabilities =
        new KindCapabilities(
            TOKEN,
            List.of("secret"),
            KindCapabilities.Issue.BY_HAND,
            KindCapabilities.Overlap.YES,
            0,
            list,
            KindCapabilities.LastUsed.NONE,
            KindCapabilities.Disable.NONE,
            KindCapabilities.Revoke.BY_HAND,
            /* labelled= */ false,
            Duration.ZERO,
            Duration.ZERO);
    Map<Kind, KnownKind> kinds = Map.of(TOKEN, KnownKind.of(capabilities, Map.of()));
    return KnownSystems.of(
        List.of(KnownSystem.of(new SystemName("sheets"), "manual", kinds, false)));
  }

  private static List<ScopeRow> rows(KnownSystems systems) {
    IntakeResult read =
        Intake.read("leaked.csv", ROWS.getBytes(StandardCharsets.UTF_8), ColumnMap.NONE, systems);
    assertThat(read).isInstanceOf(IntakeResult.Read.class);
    return ((IntakeResult.Read) read).rows();
  }

  private static Plan plan(KnownSystems systems) {
    PlanRequest sample = Samples.request(rows(systems));
    Playbook playbook =
        Playbook.of(
            "by-hand",
            "manual",
            TOKEN,
            ApprovalRule.NONE,
            0,
            100,
            Pace.usual(),
            BrakeRule.usual(),
            Map.of());
    return Planner.plan(
        new PlanRequest(
            sample.campaign(),
            1,
            sample.author(),
            Samples.NOW,
            Samples.incident(),
            1,
            sample.roster(),
            sample.scope(),
            systems,
            List.of(playbook),
            Set.of()));
  }

  @Test
  void noPlaceIsNeededWhereWhoMakesItInstallsItToo() {
    assertThat(rows(systems(KindCapabilities.Listing.NONE)))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(RowState.RESOLVED));
    assertThat(rows(systems(KindCapabilities.Listing.FULL)))
        .singleElement()
        .satisfies(row -> assertThat(row.reason()).contains("places: none"));
  }

  @Test
  void thePlanSaysWhatIsDoneByHandAndWhichGradeCanBeReached() {
    Plan plan = plan(systems(KindCapabilities.Listing.NONE));

    assertThat(plan.rotations()).hasSize(1);
    assertThat(plan.unresolved()).isEmpty();
    assertThat(plan.warnings())
        .contains(
            "1 done by hand, by tasks, for want of a call; the best grade is attested, by two"
                + " people: sheets/svc/api-token");
  }

  @Test
  void aPlaceThatOnlyPeopleSeeLowersTheGradeAndIsTold() {
    KnownSystem forms = KnownSystem.of(new SystemName("forms"), "manual", Map.of(), true);
    List<KnownSystem> all = new ArrayList<>(Samples.systems().systems().values());
    all.add(forms.unread());
    KnownSystems systems = KnownSystems.of(all);
    LeakedCredential leaked =
        Samples.held(
            Samples.credential(Samples.lane(Samples.AWS, "billing"), "AKIA1", Privilege.WRITE),
            List.of(Place.of(new SystemName("forms"), "Admin", Samples.SELECTORS)));
    KindCapabilities can = Samples.capabilities(KindCapabilities.Overlap.YES);

    Reach unread = Reach.of(leaked, can, systems, false);
    all.set(all.size() - 1, forms);

    assertThat(unread.best()).isEqualTo(Grade.ABSENT);
    assertThat(unread.missing()).containsExactly("old value not held");
    assertThat(Reach.of(leaked, can, KnownSystems.of(all), false).best()).isEqualTo(Grade.REFUSED);
  }
}
