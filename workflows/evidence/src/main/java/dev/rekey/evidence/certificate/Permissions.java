// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.TeamName;
import java.time.Instant;
import java.util.Optional;

/** What people have allowed a rotation so far, as its chain is walked through (promise P7). */
final class Permissions {

  private final Amendments amendments;
  private final Decisions decisions;
  private final PlanApprovals plans;

  private final Attestations attestations;
  private final Handed handed = new Handed();
  private final Openers openers;
  private boolean approved;
  private boolean cutAnyway;
  private boolean named;
  private boolean turnedBack;
  private boolean overdue;

  Permissions(Planned planned, Decisions decisions, PlanApprovals plans) {
    this.amendments = new Amendments(planned);
    this.decisions = decisions;
    this.plans = plans;
    this.cutAnyway = planned.contained();
    this.attestations = new Attestations(amendments::planned);
    this.openers = new Openers(decisions::chain);
  }

  /**
   * Takes note of a decision in the chain, if its signature holds.
   *
   * @return what is wrong with it, if anything
   */
  Optional<String> decision(Entry entry) {
    CheckedDecision decision = decisions.at(entry).orElse(null);
    DecisionEntry stands = decision == null ? null : decision.entry();
    if (decision == null || stands == null) {
      return Optional.empty();
    }
    Planned planned = amendments.planned();
    if (!Authority.suffices(decision.member(), decision.statement(), planned.owner())) {
      return Optional.of(
          "%s may not %s here with the roles %s"
              .formatted(
                  decision.person(), decision.statement().verb(), decision.member().roles()));
    }
    boolean own = decision.covers(entry.chain());
    if (stands.proof() != null && !own) {
      return Optional.of("the decision is not about this rotation");
    }
    attestations.decision(decision, entry.chain());
    if (own) {
      handed.decision(decision, planned);
      openers.decision(decision);
    }
    Verb verb = decision.statement().verb();
    boolean independent = own && decisions.independent(decision, planned.plan());
    boolean sawThis = planned.shown() == null || planned.shown().equals(stands.shown());
    if (own && amendments.decision(decision)) {
      approved = false;
    }
    approved |= independent && verb == Verb.APPROVE && sawThis && amendments.approvedBy(decision);
    if (own && verb == Verb.ROLL_BACK) {
      turnedBack = true;
      cutAnyway = false;
    }
    if (independent && verb == Verb.CUT_ANYWAY) {
      cutAnyway = true;
      turnedBack = false;
    }
    named |= independent && (verb == Verb.APPROVE || verb == Verb.CUT_ANYWAY);
    return Optional.empty();
  }

  /** Takes note of what a consumer answered: whoever approved before did not see that. */
  void answered(Entry entry) {
    approved &= !amendments.answered(Fields.of(Consumers.TYPE, entry.body()));
  }

  /** What is planned by now, and by whose word. */
  Amendments amendments() {
    return amendments;
  }

  /**
   * Takes note of a hold, of what came of a step and of a deadline, and holds an intent against
   * what was decided about its step, and against what opens the new value.
   *
   * @return what is wrong with it, if anything
   */
  Optional<String> entry(Entry entry) {
    return entry.type().equals("deadline")
        ? overdue(entry)
        : handed
            .entry(entry)
            .or(() ->
                turnedBack
                    ? Optional.empty()
                    : openers.missing(entry, amendments.planned(), cutAnyway));
  }

  /** What two people have to say before a step is done that says so. */
  Attestations attestations() {
    return attestations;
  }

  /** What is missing before this entry may act, if anything. */
  Optional<String> missingApproval(Entry entry) {
    if (approved) {
      return Optional.empty();
    }
    boolean owed = amendments.planned().ownerApproval() && !overdue;
    if (owed || amendments.waitForApproval()) {
      return Optional.of("acts before an owner approved what is planned here");
    }
    Planned planned = amendments.planned();
    boolean planApproved =
        plans
            .of(planned.plan())
            .or(() -> planned.cutAtOnce() ? plans.alone(planned.plan()) : Optional.empty())
            .map(time -> !time.isAfter(entry.at().plus(StatementCheck.CLOCK_SKEW)))
            .orElse(false);
    return planApproved
        ? Optional.empty()
        : Optional.of("acts before anybody but the plan's author approved it");
  }

  /**
   * Takes note that the deadline has come at which the plan, as approved, cuts.
   *
   * @return what is wrong with it, if anything
   */
  private Optional<String> overdue(Entry entry) {
    Optional<Instant> cutAt = amendments.planned().cutAt();
    if (cutAt.isEmpty()) {
      return Optional.of("is cut at a deadline, and the plan sets none that cuts");
    }
    if (entry.at().isBefore(cutAt.get())) {
      return Optional.of("is cut before its deadline, %s".formatted(cutAt.get()));
    }
    if (turnedBack || amendments.waitForApproval()) {
      return Optional.of("is cut at its deadline although people have decided something else");
    }
    overdue = true;
    cutAnyway = true;
    return Optional.empty();
  }

  /** Whether somebody decided to kill the old credential before its replacement stands. */
  boolean cutAnyway() {
    return cutAnyway;
  }

  /** Whether somebody decided to take back what was done, and nobody to go on since. */
  boolean turnedBack() {
    return turnedBack;
  }

  /** All was taken back: what comes now begins anew. */
  void wasTakenBack() {
    turnedBack = false;
  }

  /** Whether a decision is about this very credential. */
  boolean named() {
    return named;
  }

  /** Who could sign. */
  Roster roster() {
    return decisions.roster();
  }

  /** Whose it is. */
  TeamName owner() {
    return amendments.planned().owner();
  }
}
