// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.Grade;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An engine that breaks a promise, with a certificate that is signed properly over what it did: the
 * order itself must show it.
 */
@Timeout(60)
class RotationWalkTest {

  private static final String OLD = SmallCampaign.REPLACED;
  private static final String CHAIN = Script.chain(OLD);

  private final SmallCampaign campaign = new SmallCampaign();
  private Script script = campaign.script(OLD);

  private List<String> findings() {
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  private void finds(String... parts) {
    assertThat(findings())
        .anySatisfy(finding -> assertThat(finding).contains("chain " + CHAIN).contains(parts));
  }

  private void use(Script other) {
    script = other;
    campaign.script(other);
  }

  private DecisionEntry decided(Signer person, Verb verb) {
    return campaign.decided(person, verb, CHAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"issue", "prove-new", "deliver", "confirm", "validate"})
  void nothingIsKilledBeforeItsReplacementStands(String step) {
    script.removeStep(step);
    finds("kills the old credential before " + step + " is done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"issue", "prove-new", "deliver", "confirm", "validate"})
  void nothingIsKilledBeforeItsReplacementStandsEvenIfItStandsLater(String step) {
    script.move(script.index("step", "step", step), script.index("step", "step", "prove"));
    finds("kills the old credential before", step, "nobody decided to cut anyway");
  }

  @Test
  void aDecisionMayCutAnyway() {
    use(
        Script.begin(OLD, "replace", campaign.approvalOf(CHAIN))
            .step("preflight")
            .decision(decided(campaign.alice, Verb.CUT_ANYWAY))
            .effect("disable", OLD)
            .step("disable")
            .effect("revoke", OLD)
            .step("revoke")
            .effect("issue", "billing")
            .step("issue")
            .step("prove-new")
            .effect("write", "kv:x")
            .step("deliver")
            .step("confirm")
            .step("validate")
            .step("prove")
            .proven());
    assertThat(findings()).isEmpty();
    script.move(
        script.index("decision", "verb", "cut-anyway"), script.index("step", "step", "disable"));
    finds("kills the old credential before issue, prove-new, deliver, confirm, validate is done");
  }

  @Test
  void whatThePlanContainsIsCutFirst() {
    use(
        Script.begin(OLD, "replace", campaign.approvalOf(CHAIN))
            .step("preflight")
            .effect("disable", OLD)
            .step("disable")
            .effect("revoke", OLD)
            .step("revoke")
            .effect("issue", "billing")
            .step("issue")
            .step("prove-new")
            .step("deliver")
            .step("confirm")
            .step("validate")
            .step("prove")
            .proven());
    finds("kills the old credential before issue, prove-new, deliver, confirm, validate is done");
    script.lines.getFirst().body().put("mode", "contain");
    assertThat(findings()).isEmpty();
  }

  @Test
  void aDecisionToCutAnotherOneDoesNotHelp() {
    script.removeStep("validate");
    script.lines.add(
        2,
        new Script.Line(
            "decision",
            campaign
                .decided(campaign.alice, Verb.CUT_ANYWAY, Script.chain(SmallCampaign.KILLED))
                .body()));
    finds("entry 3", "the decision is not about this rotation");
    finds("kills the old credential before validate is done");
  }

  @Test
  void aDecisionToCutByAForeignOwnerDoesNotHelp() {
    script.removeStep("validate");
    script.lines.add(
        2, new Script.Line("decision", decided(campaign.otto, Verb.CUT_ANYWAY).body()));
    finds("entry 3", "otto@example.com may not CUT_ANYWAY here with the roles [OWNER]");
    finds("kills the old credential before validate is done");
  }

  @ParameterizedTest
  @CsvSource({
    "preflight,issue",
    "issue,prove-new",
    "prove-new,deliver",
    "deliver,confirm",
    "confirm,validate",
    "validate,revoke",
    "revoke,prove"
  })
  void noStepIsDoneBeforeTheOnesThatItNeeds(String first, String second) {
    script.move(script.index("step", "step", second), script.index("step", "step", first));
    finds("step " + second + " is done before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"observe", "disable", "soak"})
  void stepsThatMayBeLeftOutStillHaveTheirPlace(String step) {
    script.removeStep(step);
    assertThat(findings()).isEmpty();
    script.lines.add(
        script.index("step", "step", "prove"),
        new Script.Line("step", new Script(CHAIN).step(step).lines.getFirst().body()));
    finds("step " + step + " is done after");
  }

  @Test
  void aPlaceThatRegressedIsInstalledAgainBeforeTheCut() {
    int cut = script.index("intent", "effect", "disable");
    Script again = new Script(CHAIN).step("deliver").step("confirm").step("validate");
    script.lines.add(
        cut,
        new Script.Line(
            "step",
            new TreeMap<>(
                Map.of("operation", "disable", "step", "disable", "result", "regressed"))));
    finds("kills the old credential before deliver, confirm, validate is done");
    script.lines.addAll(cut + 1, again.lines);
    assertThat(findings()).isEmpty();
  }

  @Test
  void aLostCredentialIsIssuedAgainBeforeTheCut() {
    script.lines.add(
        script.index("intent", "effect", "disable"),
        new Script.Line(
            "step",
            new TreeMap<>(Map.of("operation", "observe", "step", "observe", "result", "lost"))));
    finds("kills the old credential before issue, prove-new, deliver, confirm, validate is done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "revoke"})
  void onlyTheRecordedCredentialDies(String effect) {
    script.put("intent", "effect", effect, "target", "AKIAOTHER");
    finds("acts on credential AKIAOTHER (expected: " + OLD + ", the recorded one)");
  }

  @Test
  void theRecordedCredentialIsRevokedNotWithdrawn() {
    script.lines.addAll(3, new Script(CHAIN).effect("withdraw", "AKIAOURS").lines);
    assertThat(findings()).isEmpty();
    script.put("intent", "effect", "withdraw", "target", OLD);
    finds("withdraws the recorded credential");
  }

  @Test
  void aCredentialMadeAfterTheCutOffDiesOnlyByADecisionAboutItself() {
    script.put("planned", "credential", OLD, "created", "2026-11-21T00:00:00Z");
    assertThat(findings()).isEmpty();
    script.lines.remove(1);
    finds("made after the cut-off, and neither an exposure nor a decision names that one");
    script.put("planned", "credential", OLD, "created", "2026-11-19T00:00:00Z");
    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"retire,issue", "retire,write", "revoke-now,issue", "revoke-now,write"})
  void whatIsNotReplacedIsNotIssuedAnew(String disposition, String effect) {
    DecisionEntry approval = campaign.approvalOf(CHAIN);
    use(
        disposition.equals("retire")
            ? Script.retire(OLD, approval)
            : Script.revokeNow(OLD, approval));
    assertThat(findings()).isEmpty();
    script.lines.addAll(3, new Script(CHAIN).effect(effect, "x").lines);
    finds("a credential that is not replaced is issued anew");
  }

  @Test
  void stepsOfAnotherLifeAreRefused() {
    use(Script.revokeNow(OLD, campaign.approvalOf(CHAIN)));
    script.lines.addAll(3, new Script(CHAIN).step("soak").lines);
    finds("step 'soak' is none of this life's");
  }

  @Test
  void nothingHappensBeforeSomebodyApproved() {
    campaign.decisions.removeIf(signed -> signed.text().contains("\"plan\""));
    script.lines.remove(1);
    finds("entry 3", "acts before anybody but the plan's author approved it");
    script.lines.add(1, new Script.Line("decision", decided(campaign.carol, Verb.APPROVE).body()));
    finds("entry 4", "acts before anybody but the plan's author approved it");
    script.lines.set(1, new Script.Line("decision", decided(campaign.bob, Verb.APPROVE).body()));
    assertThat(findings()).noneMatch(finding -> finding.contains("acts before anybody"));
  }

  @Test
  void whereTheOwnerIsAskedTheApprovalOfThePlanDoesNotSuffice() {
    script.put("planned", "credential", OLD, "owner-approval", true);
    assertThat(findings()).isEmpty();
    script.lines.remove(1);
    finds("entry 3", "acts before an owner approved what is planned here");
    script.put("planned", "credential", OLD, "owner-approval", false);
    assertThat(findings()).isEmpty();
  }

  @Test
  void anApprovalIsOfWhatWasPlannedHere() {
    SortedMap<String, Object> planned = script.lines.getFirst().body();
    SortedMap<String, Object> facts = new TreeMap<>(planned);
    facts.put("owner-approval", true);
    facts.keySet().removeAll(List.of("plan", "plan-digest", "created", "cut-off"));
    planned.put("owner-approval", true);
    Digest shown = Digest.ofText(CanonicalJson.write(facts));
    planned.put("shown", shown);
    finds("entry 4", "acts before an owner approved what is planned here");
    ItemList items = ItemList.of(List.of(new Item(CHAIN, shown)));
    Statement approval =
        SmallCampaign.statement(campaign.bob, items.subject(), Verb.APPROVE, "mine");
    script.lines.set(
        1,
        new Script.Line(
            "decision",
            DecisionEntry.of(items.delivery(campaign.bob.sign(approval), CHAIN), shown).body()));
    assertThat(findings()).isEmpty();
    planned.put("privilege", "read");
    finds("entry 1", "its facts are not those that people were shown");
  }

  @Test
  void thePlansAuthorDoesNotCutAloneAndAResponderDoesNotApproveForOwners() {
    script.removeStep("validate");
    script.lines.add(
        2, new Script.Line("decision", decided(campaign.carol, Verb.CUT_ANYWAY).body()));
    finds("kills the old credential before validate is done");
    script.lines.set(
        2, new Script.Line("decision", decided(campaign.alice, Verb.CUT_ANYWAY).body()));
    assertThat(findings()).noneMatch(finding -> finding.contains("kills the old credential"));
    script.lines.set(1, new Script.Line("decision", decided(campaign.alice, Verb.APPROVE).body()));
    finds("entry 2", "alice@example.com may not APPROVE here");
  }

  @Test
  void theGradeIsTheProofs() {
    proof().put("grade", "absent");
    finds("ends with grade refused, but step prove found absent");
    proof().put("grade", "refused");
    assertThat(findings()).isEmpty();
  }

  private SortedMap<String, Object> facts(String step) {
    int line = script.index("step", "step", step);
    SortedMap<String, Object> facts =
        new TreeMap<>(Fields.of("step", script.lines.get(line).body()).map("facts"));
    script.lines.get(line).body().put("facts", facts);
    return facts;
  }

  private SortedMap<String, Object> proof() {
    return facts("prove");
  }

  @ParameterizedTest
  @CsvSource({
    "refusals,is refused 0 times (expected: at least 2)",
    "first,not again and again over a time",
    "last,not again and again over a time",
    "signature,is refused without the signature of a refusal",
    "control-good,no good credential passed at the same time",
    "control-nonsense,but nonsense with '' (expected: alike)",
    "listed,not found to be gone from the system's complete list",
    "complete,not found to be gone from the system's complete list",
    "grade,'ends with grade refused, but step prove found '"
  })
  void aRefusalIsProvenByEveryPartOfItsProof(String missing, String finding) {
    proof().remove(missing);
    finds(finding);
  }

  @ParameterizedTest
  @CsvSource({
    "control-good,refused,no good credential passed at the same time",
    "control-nonsense,400 Bad,'403 InvalidClientTokenId'', but nonsense with ''400 Bad'",
    "last,2026-11-23T18:10:00Z,not again and again over a time"
  })
  void aRefusalWithControlsThatFailedProvesNothing(String key, String value, String finding) {
    proof().put(key, value);
    finds(finding);
  }

  @Test
  void oneRefusalAndAListThatStillHoldsItProveNothing() {
    proof().put("refusals", 1);
    finds("is refused 1 times (expected: at least 2)");
    proof().put("refusals", 2);
    assertThat(findings()).isEmpty();
    proof().put("listed", true);
    finds("not found to be gone");
    proof().put("listed", false);
    proof().put("complete", false);
    finds("not found to be gone");
  }

  @Test
  void aRefusalLastsAsLongAsTheSystemsLag() {
    script.put("planned", "credential", OLD, "lag", "PT2M");
    assertThat(findings()).isEmpty();
    script.put("planned", "credential", OLD, "lag", "PT2M1S");
    finds("is refused over PT2M (expected: at least the system's lag, PT2M1S)");
    script.put("planned", "credential", OLD, "lag", "soon");
    finds("planned: lag 'soon' (expected: like PT10S)");
  }

  @Test
  void withoutABaselineNothingIsProvenRefused() {
    facts("preflight").put("baseline", false);
    finds("nobody saw the old value work before the cut: no baseline");
    facts("preflight").remove("baseline");
    finds("nobody saw the old value work before the cut: no baseline");
  }

  @Test
  void whatIsProvenAbsentNeedsTheCompleteListAlone() {
    script.lines.getLast().body().put("grade", "absent");
    campaign.rows.replaceAll(row ->
        CHAIN.equals(row.rotation()) ? CertificateRow.proven(row.row(), CHAIN, Grade.ABSENT) : row);
    SortedMap<String, Object> proof = proof();
    proof.clear();
    proof.putAll(Map.of("grade", "absent", "listed", false, "complete", true));
    assertThat(findings()).isEmpty();
    proof.put("complete", false);
    finds("not found to be gone from the system's complete list");
  }

  @Test
  void whatPreflightSawMadeAfterTheCutOffDiesOnlyIfItsExposureIsSigned() {
    script.lines.remove(1);
    facts("preflight").put("created", "2026-11-20T00:00:00Z");
    assertThat(findings()).isEmpty();
    facts("preflight").put("created", "2026-11-20T00:00:01Z");
    finds("made after the cut-off, and neither an exposure nor a decision names that one");
    script.put("planned", "credential", OLD, "exposure", " ");
    finds("made after the cut-off, and neither an exposure nor a decision names that one");
    script.put("planned", "credential", OLD, "exposure", "build log of 11-22");
    assertThat(findings()).isEmpty();
  }

  @Test
  void theApprovalOfAnotherPlanIsNone() {
    script.lines.remove(1);
    assertThat(findings()).isEmpty();
    script.put("planned", "credential", OLD, "plan-digest", Digest.ofText("another"));
    finds("acts before anybody but the plan's author approved it");
  }

  @Test
  void aProofHasFactsAndTheEndHasAProof() {
    script.put("step", "step", "prove", "facts", Map.of());
    finds("ends as proven, but step prove has no facts");
    script.removeStep("prove");
    finds("ends as proven, but step prove was never done");
  }

  @Test
  void aRevokeThatWasRefusedIsNone() {
    script.put("outcome", "operation", "revoke/1", "result", "rejected");
    finds("revoked, but no outcome of a revoke says so");
    script.put("outcome", "operation", "revoke/1", "result", "already");
    assertThat(findings()).isEmpty();
  }

  @Test
  void everySideEffectIsAnnouncedAndHasAnOutcome() {
    script.remove("outcome", "operation", "write/1");
    finds("ends while these are announced and have no outcome: write/1");
    script.remove("intent", "operation", "write/1");
    assertThat(findings()).isEmpty();
    script.remove("intent", "operation", "issue/1");
    finds("outcome of operation issue/1, which nobody announced");
    finds("issued without an intent on record");
  }

  @Test
  void anOperationIsNotMeantTwiceForDifferentThings() {
    Map<String, Object> intent =
        Map.of("operation", "issue/1", "effect", "issue", "target", "billing");
    script.lines.add(4, new Script.Line("intent", new TreeMap<>(intent)));
    assertThat(findings()).isEmpty();
    script.lines.get(4).body().put("target", "other");
    finds("operation issue/1 was meant for something else before");
  }

  @Test
  void nothingHappensAfterTheEnd() {
    script.add("history", Map.of("hash", Digest.ofText("history")));
    assertThat(findings()).isEmpty();
    script.effect("enable", OLD);
    finds("acts after the end");
  }

  @Test
  void anExceptionThatIsOverGoesOn() {
    use(Script.begin(OLD, "revoke-now", campaign.approvalOf(CHAIN)).step("preflight"));
    script
        .add("ended", Map.of("state", "excepted"))
        .effect("revoke", OLD)
        .step("revoke")
        .step("prove")
        .proven();
    assertThat(findings()).isEmpty();
  }

  @Test
  void aChainBeginsWithWhatWasPlannedAndIsNamedAfterIt() {
    script.lines.removeFirst();
    finds("does not begin with what was planned");
    use(Script.revokeNow(OLD, campaign.approvalOf(CHAIN)));
    script.put("planned", "credential", OLD, "credential", "AKIAOTHER");
    finds("entry 1", "expected: the one that the chain is named after");
    use(Script.revokeNow(OLD, campaign.approvalOf(CHAIN)));
    script.lines.add(2, script.lines.getFirst());
    finds("entry 3: is planned a second time");
    script.lines.clear();
    finds("does not begin with what was planned");
  }

  @Test
  void entriesThatCannotBeReadAreFindings() {
    script.put("intent", "effect", "revoke", "effect", "explode");
    finds("'effect' is 'explode' (expected: one of [issue, write,");
    script.put("planned", "credential", OLD, "owner", "No Team");
    finds("entry 1", "team: 'No Team'");
  }

  @Test
  void theGradeIsTheChains() {
    script.put("ended", "state", "proven", "grade", "absent");
    proof().put("grade", "absent");
    assertThat(findings())
        .singleElement()
        .asString()
        .contains("has grade REFUSED, its chain ABSENT");
    campaign.rows.removeFirst();
    campaign.rows.add(CertificateRow.proven("leak.csv:2", CHAIN, Grade.ABSENT));
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatIsOfUnknownAgeDiesOnlyIfItsExposureIsSigned() {
    script.lines.remove(1);
    facts("preflight").put("created-unknown", true);
    finds("did not say when it was made, and neither an exposure nor a decision names that one");
    script.put("planned", "credential", OLD, "exposure", "build log of 11-22");
    assertThat(findings()).isEmpty();
  }
}
