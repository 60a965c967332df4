// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.planning.PlannedRotation;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import java.util.List;

/**
 * What a run shows to people: search attributes (never encrypted, so no value and no person's name)
 * and current details in Markdown.
 */
public final class Signs {

  public static final SearchAttributeKey<String> CAMPAIGN =
      SearchAttributeKey.forKeyword("RekeyCampaign");
  public static final SearchAttributeKey<String> SYSTEM =
      SearchAttributeKey.forKeyword("RekeySystem");
  public static final SearchAttributeKey<String> TEAM = SearchAttributeKey.forKeyword("RekeyTeam");
  public static final SearchAttributeKey<String> PHASE =
      SearchAttributeKey.forKeyword("RekeyPhase");
  public static final SearchAttributeKey<String> WAITING_ON =
      SearchAttributeKey.forKeyword("RekeyWaitingOn");
  public static final SearchAttributeKey<String> HELD_REASON =
      SearchAttributeKey.forKeyword("RekeyHeldReason");
  public static final SearchAttributeKey<String> RISK = SearchAttributeKey.forKeyword("RekeyRisk");

  private Signs() {}

  static void waiting(PlannedRotation planned) {
    Workflow.upsertTypedSearchAttributes(
        PHASE.valueSet("waiting"), WAITING_ON.valueSet("team " + planned.owner()));
  }

  static void held(PlannedRotation planned, HeldReason reason) {
    String team = reason == HeldReason.DISPUTED ? "responders" : "team " + planned.owner();
    String on = reason.healsItself() ? "system" : team;
    Workflow.upsertTypedSearchAttributes(
        PHASE.valueSet("held"), WAITING_ON.valueSet(on), HELD_REASON.valueSet(reason.text()));
  }

  /** It goes on after having waited, been held or rested. */
  static void moving() {
    Workflow.upsertTypedSearchAttributes(
        PHASE.valueSet("moving"), WAITING_ON.valueUnset(), HELD_REASON.valueUnset());
  }

  static void excepted() {
    Workflow.upsertTypedSearchAttributes(PHASE.valueSet("excepted"), WAITING_ON.valueUnset());
  }

  static void proven() {
    Workflow.upsertTypedSearchAttributes(
        PHASE.valueSet("proven"), WAITING_ON.valueUnset(), HELD_REASON.valueUnset());
  }

  static void show(PlannedRotation planned, RotationState state, Carrier carrier) {
    Workflow.setCurrentDetails(
        """
        | | |
        |---|---|
        | credential | `%s` of `%s` in `%s` |
        | team | %s |
        | disposition | %s |
        | decided | %s |
        | now | %s |
        """
            .formatted(
                planned.id().credential(),
                planned.id().lane().identity(),
                planned.id().lane().system(),
                planned.owner(),
                CanonicalJson.name(planned.disposition()),
                decided(carrier.decisions()),
                sentence(state, carrier.note())));
  }

  private static String decided(List<String> decisions) {
    return decisions.isEmpty()
        ? "nothing beside the plan in this run"
        : String.join("; ", decisions);
  }

  static String sentence(RotationState state, String note) {
    String detail = note.isEmpty() ? "" : " (" + note + ")";
    return switch (state) {
      case RotationState.Working(Step step, var _) -> "working on " + step.text() + detail;
      case RotationState.Held(Step step, HeldReason reason, var _) ->
          "HELD at %s: %s%s".formatted(step.text(), reason.sentence(), detail);
      case RotationState.Excepted(Step step, var _) ->
          "rests under a signed exception, at " + step.text();
      case RotationState.Proven _ -> "proven dead" + detail;
    };
  }
}
