// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.words.Disposition;
import dev.rekey.words.Grade;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one rotation's chain, entry by entry, and holds it against promises P1 (order), P2
 * (only the recorded one dies), P5 (its death is proven) and P7 (approved by somebody else).
 */
final class RotationWalk {

  private final Permissions permissions;
  private final Findings findings;
  private final StepOrder steps;
  private final Intents intents = new Intents();
  private final InPlace inPlace;
  private final Rereads rereads = new Rereads();
  private final Consumers consumers;
  private final WayBack wayBack;
  private final HandWork byHand = new HandWork();
  private final BrownedOut brownedOut = new BrownedOut();

  private boolean saidUnapproved;
  private final Death death = new Death();
  private RotationEnd.@Nullable State end;
  private @Nullable Grade grade;

  private RotationWalk(Planned planned, Permissions permissions, Findings findings) {
    this.permissions = permissions;
    this.findings = findings;
    this.steps = new StepOrder(planned);
    this.consumers = new Consumers(planned);
    this.inPlace = new InPlace(planned.credential());
    this.wayBack = new WayBack(permissions, steps, intents);
  }

  /** Walks through a chain that is whole, and says how it ends. */
  static RotationEnd through(
      String chain,
      List<Entry> entries,
      Decisions decisions,
      PlanApprovals plans,
      Findings findings) {
    if (entries.isEmpty() || !entries.getFirst().type().equals(Planned.TYPE)) {
      findings.add(chain, "does not begin with what was planned");
      return RotationEnd.unreadable();
    }
    try {
      Planned planned = Planned.read(entries.getFirst());
      RotationWalk walk =
          new RotationWalk(planned, new Permissions(planned, decisions, plans), findings);
      entries.subList(1, entries.size()).forEach(walk::entry);
      return new RotationEnd(walk.planned().owner(), walk.end, walk.grade, walk.byHand.writes());
    } catch (MalformedEvidence e) {
      findings.add(entries.getFirst(), String.valueOf(e.getMessage()));
      return RotationEnd.unreadable();
    }
  }

  private void entry(Entry entry) {
    try {
      permissions.entry(entry).ifPresent(wrong -> findings.add(entry, wrong));
      switch (entry.type()) {
        case Planned.TYPE -> findings.add(entry, "is planned a second time");
        case DecisionEntry.TYPE -> decision(entry);
        case "place" -> place(entry);
        case Consumers.TYPE -> {
          consumers.answer(entry);
          permissions.answered(entry);
        }
        case "intent" -> intent(entry);
        case "outcome" -> outcome(entry);
        case "step" -> step(entry);
        case "ended" -> ended(entry);
        case Reopening.TYPE -> revived();
        default -> {
          // Holds and whatever else is kept for people change nothing here.
        }
      }
    } catch (MalformedEvidence e) {
      findings.add(entry, String.valueOf(e.getMessage()));
    }
  }

  private Planned planned() {
    return permissions.amendments().planned();
  }

  private void decision(Entry entry) {
    Planned before = planned();
    boolean turned = permissions.turnedBack();
    permissions.decision(entry).ifPresent(wrong -> findings.add(entry, wrong));
    if (permissions.turnedBack() && !turned) {
      steps.turnedBack();
    }
    if (planned().disposition() != before.disposition()) {
      steps.retired();
      rereads.demand(planned().places().size());
      if (steps.isDone(StepOrder.PREFLIGHT)) {
        findings.add(entry, "is retired after its preflight (expected: before it)");
      }
    } else if (planned().places().size() != before.places().size()) {
      steps.extended();
    }
  }

  /** Found alive again: what was proven before counts no more. */
  private void revived() {
    end = null;
    grade = null;
    death.revived();
    steps.revived();
  }

  private void intent(Entry entry) {
    boolean issuedBefore = intents.announced(Effect.ISSUE);
    intents.intent(entry).ifPresent(wrong -> findings.add(entry, wrong));
    Fields fields = Fields.of("intent", entry.body());
    Effect effect = fields.oneOf("effect", Effect.class);
    String target = fields.text("target");
    byHand.intent(fields);
    if (end == RotationEnd.State.PROVEN) {
      findings.add(entry, "acts after the end");
    }
    permissions.amendments().early(entry).ifPresent(wrong -> findings.add(entry, wrong));
    Optional<String> unapproved =
        wayBack.covers(effect, issuedBefore)
            ? Optional.empty()
            : permissions.missingApproval(entry);
    if (unapproved.isPresent() && !saidUnapproved) {
      // Said once: the rest of the chain has the same fault.
      saidUnapproved = true;
      findings.add(entry, unapproved.get());
    }
    switch (effect) {
      case ISSUE -> {
        replaced(entry);
        if (planned().inPlace()) {
          issueInPlace(entry, fields, target);
        }
      }
      case WRITE -> replaced(entry);
      case DISABLE, REVOKE -> cut(entry, target);
      case ENABLE -> {
        sameCredential(entry, target);
        wayBack.enables(brownedOut.ends(entry)).ifPresent(wrong -> findings.add(entry, wrong));
      }
      case WITHDRAW ->
          wayBack
              .withdraws(target, planned().credential())
              .ifPresent(wrong -> findings.add(entry, wrong));
      case DESTROY -> {
        // Destroys versions of a place, not a credential.
      }
    }
  }

  private void place(Entry entry) {
    rereads.place(entry);
    byHand
        .place(Fields.of("place", entry.body()), permissions.attestations().enough())
        .ifPresent(wrong -> findings.add(entry, wrong));
  }

  private void outcome(Entry entry) {
    intents.outcome(entry).ifPresent(wrong -> findings.add(entry, wrong));
    Fields fields = Fields.of("outcome", entry.body());
    byHand.outcome(entry, fields, permissions).ifPresent(wrong -> findings.add(entry, wrong));
    brownedOut.outcome(fields);
    if (intents.is(Effect.ISSUE, fields.text("operation"))) {
      inPlace.outcome(fields.text("result"), fields.textOrNull("credential"));
    }
  }

  private void replaced(Entry entry) {
    if (planned().disposition() != Disposition.REPLACE) {
      findings.add(entry, "a credential that is not replaced is issued anew");
    }
  }

  private void issueInPlace(Entry entry, Fields fields, String target) {
    inPlace
        .intent(target, fields.textOrNull("chosen"))
        .forEach(wrong -> findings.add(entry, wrong));
    if (!steps.isDone(StepOrder.PREFLIGHT)) {
      findings.add(entry, "kills the old credential before preflight is done");
    }
    madeInTime(entry);
  }

  private void cut(Entry entry, String target) {
    sameCredential(entry, target);
    madeInTime(entry);
    if (!permissions.cutAnyway()) {
      rereads.missing(entry).ifPresent(wrong -> findings.add(entry, wrong));
      consumers.missing(entry).ifPresent(wrong -> findings.add(entry, wrong));
    }
    wayBack
        .cuts()
        .or(() -> brownedOut.cut(entry, planned()))
        .ifPresent(wrong -> findings.add(entry, wrong));
    List<String> missing = steps.missingBeforeCut(permissions.cutAnyway());
    if (planned().disposition() == Disposition.REPLACE && !missing.isEmpty()) {
      findings.add(
          entry,
          "kills the old credential before %s is done, and nobody decided to cut anyway"
              .formatted(String.join(", ", missing)));
    }
  }

  private void madeInTime(Entry entry) {
    planned()
        .tooYoung(death.preflight())
        .filter(wrong -> !permissions.named())
        .ifPresent(wrong -> findings.add(entry, wrong));
  }

  private void sameCredential(Entry entry, String target) {
    if (!target.equals(planned().credential())) {
      findings.add(
          entry,
          "acts on credential %s (expected: %s, the recorded one)"
              .formatted(Shown.text(target), planned().credential()));
    }
  }

  private void step(Entry entry) {
    Fields fields = Fields.of("step", entry.body());
    String step = fields.text("step");
    switch (fields.text("result")) {
      case "done" -> stepDone(entry, step, fields);
      case "regressed" -> steps.regressed();
      case "lost" -> {
        steps.lost();
        inPlace.lost();
      }
      default -> {
        // It did not get done: nothing to hold against the order.
      }
    }
    permissions.attestations().step(fields);
  }

  private void stepDone(Entry entry, String step, Fields fields) {
    (WayBack.STEPS.contains(step) ? wayBack.done(step) : steps.done(step, permissions.cutAnyway()))
        .ifPresent(wrong -> findings.add(entry, wrong));
    byHand
        .missing(step)
        .or(() -> brownedOut.done(step))
        .ifPresent(wrong -> findings.add(entry, wrong));
    intents.missing(step, planned().inPlace()).ifPresent(wrong -> findings.add(entry, wrong));
    boolean attested = permissions.attestations().enough();
    Fields facts = fields.objectOrNull("facts");
    if (facts != null && facts.has("attested") && facts.flag("attested") && !attested) {
      findings.add(entry, Attestations.TOO_FEW);
    }
    death.done(step, fields, attested);
  }

  private void ended(Entry entry) {
    Fields fields = Fields.of("ended", entry.body());
    end = fields.oneOf("state", RotationEnd.State.class);
    if (end == RotationEnd.State.EXCEPTED) {
      return;
    }
    grade = fields.oneOf("grade", Grade.class);
    death.gaps(planned(), steps, grade).forEach(gap -> findings.add(entry, gap));
    if (!intents.open().isEmpty()) {
      findings.add(
          entry,
          "ends while these are announced and have no outcome: "
              + String.join(", ", intents.open()));
    }
  }
}
