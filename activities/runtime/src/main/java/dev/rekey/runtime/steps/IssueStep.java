// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Issue;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Issues the new credential and seals its value before anything else is said of it.
 *
 * <p>After a crash the system is asked what exists: one of ours whose value is sealed is adopted,
 * one whose value is lost is withdrawn by id, and absence counts only once the call's deadline and
 * the lag are over (P3).
 */
final class IssueStep implements StepWork {

  /** Of an intent: after this moment the system does not carry its call out any more. */
  private static final String DEADLINE = "deadline";

  /** Systems tell creation times by the second, and by clocks of their own. */
  private static final Duration TICK = Duration.ofSeconds(5);

  @Override
  public StepResult run(Attempt attempt) {
    if (attempt.issuer().can().issue() == Issue.BY_HAND
        || attempt.past().openTask(Effect.Type.ISSUE).isPresent()) {
      return new IssueByHand().run(attempt);
    }
    Optional<CredentialId> before = attempt.past().issued();
    if (before.isPresent()) {
      return finish(attempt, before.get());
    }
    requireAsPlanned(attempt);
    if (attempt.byHand()) {
      return instead(attempt);
    }
    if (attempt.issuer().can().issue() == Issue.OWN_VALUE) {
      return finish(attempt, new OwnValue(attempt).issue());
    }
    Optional<Entry> open = attempt.past().openIntent(Effect.Type.ISSUE);
    if (open.isPresent()) {
      Optional<CredentialId> adopted = reconcile(attempt, open.get());
      if (adopted.isPresent()) {
        return finish(attempt, adopted.get());
      }
    }
    return finish(attempt, issue(attempt));
  }

  /**
   * By hand, but not while a call may have made one: what became of that is asked first, and what
   * it made is adopted.
   */
  private static StepResult instead(Attempt attempt) {
    Optional<Entry> open = attempt.past().openIntent(Effect.Type.ISSUE);
    boolean own = attempt.issuer().can().issue() == Issue.OWN_VALUE;
    Optional<CredentialId> made =
        open.flatMap(
            intent -> own ? new OwnValue(attempt).standing(intent) : reconcile(attempt, intent));
    return made.map(id -> finish(attempt, id)).orElseGet(() -> new IssueByHand().run(attempt));
  }

  /** What overlaps decides what the plan's approval signed: it may not have changed since. */
  private static void requireAsPlanned(Attempt attempt) {
    KindCapabilities can = attempt.issuer().can();
    Overlap planned = attempt.planned().overlap();
    if (can.overlap() != planned) {
      throw new Refusal(
          HeldReason.MISMATCH,
          "the overlap of %s is %s now (expected, as planned: %s): make a new plan"
              .formatted(can.kind(), can.overlap(), planned));
    }
    if (planned == Overlap.NONE && can.issue() != Issue.OWN_VALUE) {
      throw new Refusal(
          HeldReason.REJECTED,
          "%s is replaced in place by a value that the system chooses: replace it by hand"
              .formatted(can.kind()));
    }
  }

  private static StepResult finish(Attempt attempt, CredentialId issued) {
    try (CredentialValue sealed = attempt.newValue()) {
      return attempt.done(
          "issued %s, its value is sealed (%s)".formatted(issued, sealed.names()),
          Map.of("credential", issued.value()));
    }
  }

  private static CredentialId issue(Attempt attempt) {
    PlannedRotation planned = attempt.planned();
    Listed before = attempt.listed();
    Strangers.refuse(attempt, before);
    Slots.requireFree(attempt, before);
    List<String> known = before.credentials().stream().map(one -> one.id().value()).toList();
    String label =
        "rekey/%s/%s/%d"
            .formatted(planned.id().campaign(), planned.id().credential(), attempt.round());
    Outcome<Issued> outcome =
        attempt
            .effects()
            .pass(
                Effect.Type.ISSUE,
                label,
                Map.of("known", known, "label", label, DEADLINE, deadline(attempt)),
                () -> sealed(attempt, attempt.issuer().issue(label)),
                issued -> Map.of("credential", issued.id().value(), "created", issued.created()));
    if (outcome instanceof Outcome.Rejected<Issued>(Rejection why, String message)
        && why == Rejection.SLOTS_FULL) {
      throw new Refusal(HeldReason.SLOTS_FULL, message);
    }
    return attempt.expect(outcome).id();
  }

  /** Seals within the effect: what is on record as issued always has its value in the escrow. */
  private static Outcome<Issued> sealed(Attempt attempt, Outcome<Issued> outcome) {
    return outcome.map(issued -> {
      try (CredentialValue value = issued.value()) {
        attempt.seal(Role.NEW, issued.id(), value);
      }
      return issued;
    });
  }

  /** Asks the system what became of an intent without an outcome. */
  static Optional<CredentialId> reconcile(Attempt attempt, Entry intent) {
    PlannedRotation planned = attempt.planned();
    Listed now = attempt.listed();
    List<?> known = (List<?>) intent.body().getOrDefault("known", List.of());
    List<ListedCredential> fresh =
        now.credentials().stream()
            .filter(one -> !known.contains(one.id().value()))
            .filter(one -> !attempt.past().everIssued().contains(one.id().value()))
            .toList();
    if (fresh.isEmpty()) {
      settleAbsent(attempt, intent);
      return Optional.empty();
    }
    if (fresh.size() > 1 || !ours(attempt, fresh.getFirst(), intent)) {
      fresh.forEach(one -> attempt.stranger(one.id(), one.created()));
      throw new Refusal(
          HeldReason.STRANGER,
          "%s appeared while one was being issued, and cannot be told from ours"
              .formatted(fresh.stream().map(ListedCredential::id).toList()));
    }
    return adoptOrWithdraw(attempt, intent, fresh.getFirst());
  }

  private static Instant deadline(Attempt attempt) {
    return attempt.now().plus(attempt.issuer().deadline());
  }

  /** Until when an intent's call may have made what is listed: its deadline and the lag (P3). */
  private static Instant latest(Attempt attempt, Entry intent) {
    Instant deadline =
        intent.body().containsKey(DEADLINE)
            ? Fields.of("intent", intent.body()).instant(DEADLINE)
            : intent.at().plus(attempt.issuer().deadline());
    return deadline.plus(attempt.planned().lag());
  }

  /**
   * Nothing of ours is listed. The call may be carried out as late as its deadline, and be listed a
   * lag after that: absence counts only then. Of one that was listed and withdrawn, once its own
   * lag is over.
   */
  private static void settleAbsent(Attempt attempt, Entry intent) {
    Optional<Entry> withdrawal = attempt.past().openIntent(Effect.Type.WITHDRAW);
    Instant settled =
        withdrawal
            .map(open -> open.at().plus(attempt.planned().lag()))
            .orElseGet(() -> latest(attempt, intent));
    if (attempt.now().isBefore(settled)) {
      throw new Later(
          HeldReason.UNREACHABLE,
          "asks again what was issued, once its call can't be carried out any more",
          Duration.between(attempt.now(), settled));
    }
    withdrawal.ifPresent(open -> attempt.settle(open, true, Map.of("found", "gone")));
    attempt.settle(intent, false, Map.of("found", "nothing that lives"));
  }

  private static boolean ours(Attempt attempt, ListedCredential one, Entry intent) {
    if (attempt.issuer().can().labelled()) {
      return Past.text(intent, "label").equals(one.label());
    }
    Instant created = one.created();
    return created != null
        && attempt.tools().systems().entry(attempt.planned().id().lane().system()).soleIssuer()
        && !created.isBefore(intent.at().minus(TICK))
        && !created.isAfter(latest(attempt, intent).plus(TICK));
  }

  private static Optional<CredentialId> adoptOrWithdraw(
      Attempt attempt, Entry intent, ListedCredential ours) {
    Optional<CredentialValue> sealed =
        attempt.tools().escrow().open(attempt.planned().id(), Role.NEW, ours.id());
    if (sealed.isPresent()) {
      sealed.get().close();
      attempt.settle(
          intent,
          true,
          Map.of(
              "credential",
              ours.id().value(),
              "created",
              ours.created() == null ? attempt.now() : ours.created(),
              "found",
              "adopted"));
      return Optional.of(ours.id());
    }
    Outcome<Changed> withdrawn =
        attempt
            .effects()
            .pass(
                Effect.Type.WITHDRAW,
                ours.id().value(),
                Map.of("because", "its value was lost before it was sealed"),
                () -> attempt.issuer().revoke(ours.id()),
                changed -> Map.of("changed", changed));
    attempt.expect(withdrawn);
    // While it is still listed it takes a slot, and would look like one that lives.
    throw new Later(
        HeldReason.UNREACHABLE,
        "issues anew once %s, whose value was lost, is listed no more".formatted(ours.id()),
        attempt.planned().lag());
  }
}
