// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.engine.life.Choices;
import dev.rekey.engine.life.Fold;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.Voices;
import dev.rekey.engine.rotation.Admission;
import dev.rekey.engine.rotation.DecisionRules;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemCheck;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.PersonName;
import dev.rekey.words.RotationId;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies decisions once more, against the ledger, and writes them into it. */
public final class Admissions {

  /** The verbs that change whose a rotation is, when it goes on, or how. */
  private static final Set<Verb> AMENDING =
      Collections.unmodifiableSet(
          EnumSet.of(
              Verb.NOT_MINE,
              Verb.NOT_BEFORE,
              Verb.ADD_CONSUMER,
              Verb.EXTEND,
              Verb.ALREADY_REPLACED,
              Verb.RETIRE));

  private final Ledger ledger;
  private final Board board;
  private final Rosters rosters;
  private final Clock clock;

  public Admissions(Ledger ledger, Board board, Rosters rosters, Clock clock) {
    this.ledger = ledger;
    this.board = board;
    this.rosters = rosters;
    this.clock = clock;
  }

  /** Records a decision about a rotation; the same one twice is recorded once. */
  public Admission admit(PlannedRotation planned, PersonName author, Head head, Delivery delivery) {
    return ledger.write(
        planned.id().toString(),
        chain -> {
          Statement statement = Statement.parse(delivery.signed().text());
          Digest digest = statement.digest();
          Optional<Entry> recorded = recorded(chain.entries(), digest);
          if (recorded.isPresent()) {
            return repeated(planned, chain, head, recorded.get());
          }
          Past past = new Past(planned, chain.entries());
          if (!past.beginsAsPlanned()) {
            throw new TamperedLedger("the rotation's facts are not those that were planned");
          }
          if (head.seq() > chain.head().seq()) {
            board.restored(planned.id().campaign());
          }
          Optional<String> objection =
              chain.head().equals(head)
                  ? objection(past, author, delivery)
                  : Optional.of("the ledger has moved since the workflow looked");
          if (objection.isPresent()) {
            board.alarm(planned.id().campaign(), planned.id().toString(), objection.get());
            return new Admission(head, false, objection.get());
          }
          Digest shown = shown(past, statement, delivery).orElse(digest);
          if (statement.verb() == Verb.COUNTERSIGN) {
            board.excepted(planned.id(), "rests under a signed exception");
          }
          Head now = chain.append(DecisionEntry.TYPE, DecisionEntry.of(delivery, shown).body());
          Past after = new Past(planned, chain.entries());
          String note = note(statement.verb(), after);
          if (AMENDING.contains(statement.verb()) || statement.verb() == Verb.DELIVER_ANYWAY) {
            show(after, note);
          } else if (waits(Verb.APPROVE, after)) {
            board.waiting(planned.id(), after.fold().round(), note);
          }
          return new Admission(now, true, note, waits(statement.verb(), after));
        });
  }

  private static String note(Verb verb, Past after) {
    String said = "%s by team decision".formatted(CanonicalJson.name(verb));
    if (verb == Verb.DELIVER_ANYWAY) {
      Voices voices = after.fold().voices();
      return "%s, %d of %d".formatted(said, voices.waivedBy().size(), Voices.WAIVING);
    }
    return verb == Verb.APPROVE && waits(verb, after)
        ? "%s, %d of %d"
            .formatted(said, after.fold().voices().approvedBy().size(), after.planned().quorum())
        : said;
  }

  /** What has changed is seen at once, and so is what the next decision must have been shown. */
  private void show(Past past, String note) {
    Fold fold = past.fold();
    RotationId id = past.planned().id();
    board.amended(past.planned());
    if (fold.state() instanceof RotationState.Held(Step step, HeldReason reason, var _)) {
      board.held(id, step, reason, fold.round(), note);
    } else if (fold.state() instanceof RotationState.Working(Step step, var _)) {
      board.working(id, step, fold.round(), note);
    }
  }

  /** Whether another person's word is needed beside the one that was recorded last. */
  private static boolean waits(Verb verb, Past past) {
    return switch (verb) {
      case ATTEST -> past.fold().voices().attestedBy() != null;
      case EXTEND -> past.fold().voices().extension() != null;
      case DELIVER_ANYWAY -> !past.fold().voices().isWaived();
      case APPROVE ->
          past.fold().state() instanceof RotationState.Working(Step step, var _)
              && step == Step.APPROVE;
      default -> false;
    };
  }

  private Optional<String> objection(Past past, PersonName author, Delivery delivery) {
    PlannedRotation planned = past.planned();
    Roster roster = rosters.of(planned.id().campaign());
    return switch (StatementCheck.verify(delivery.signed(), roster, clock.instant())) {
      case Checked.Invalid(String why) -> Optional.of(why);
      case Checked.Valid(Statement statement, Member member) ->
          shown(past, statement, delivery).isEmpty()
              ? Optional.of("the decision is not about this rotation as it stands")
              : DecisionRules.objection(
                      statement, member, planned, author, exception(past.entries()))
                  .or(() ->
                      DecisionRules.objection(statement, member, past.fold().voices(), roster))
                  .or(() -> rosters.revoked(delivery.signed(), clock.instant()))
                  .or(() -> misfit(past, statement.verb()))
                  .or(() -> Resting.objection(past.entries(), statement.verb()))
                  .or(() -> attestation(past, statement, delivery));
    };
  }

  /** What changes the plan must still find something to change. */
  private static Optional<String> misfit(Past past, Verb verb) {
    boolean fitting = AMENDING.contains(verb) || verb == Verb.DELIVER_ANYWAY;
    return fitting && !Choices.of(past.fold().state()).contains(verb)
        ? Optional.of(
            "%s does not fit where the ledger stands (expected: one of %s)"
                .formatted(CanonicalJson.name(verb), Choices.of(past.fold().state())))
        : Optional.empty();
  }

  /** Only what is held for it is attested, and by two different people. */
  private static Optional<String> attestation(Past past, Statement statement, Delivery delivery) {
    if (statement.verb() != Verb.ATTEST) {
      return Optional.empty();
    }
    PlannedRotation planned = past.planned();
    Fold fold = past.fold();
    Optional<String> own = Attesting.ownWork(past.entries(), statement);
    if (own.isPresent()) {
      return own;
    }
    if (!(fold.state() instanceof RotationState.Held(Step step, HeldReason reason, var _)
        && reason == HeldReason.UNATTESTED
        && ItemCheck.covers(
            statement,
            new Item(planned.id().toString(), Shown.forHold(planned, step, reason, fold.round())),
            delivery.proof()))) {
      return Optional.of("nothing is held to be attested, or it was about an earlier hold");
    }
    return Optional.empty();
  }

  /** What the decision was shown, if that is how the rotation stands; else empty. */
  private Optional<Digest> shown(Past past, Statement statement, Delivery delivery) {
    PlannedRotation planned = past.planned();
    if (statement.subject() instanceof StatementSubject(Digest countersigned)) {
      Statement exception = exception(past.entries());
      return exception != null && exception.digest().equals(countersigned)
          ? Optional.of(countersigned)
          : Optional.empty();
    }
    Optional<Digest> held =
        past.fold().state() instanceof RotationState.Held(Step step, HeldReason reason, var _)
            ? Optional.of(Shown.forHold(planned, step, reason, past.fold().round()))
            : Optional.empty();
    Optional<Digest> onBoard = board.standing(planned.id()).flatMap(Standing::holdShown);
    return java.util.stream.Stream.of(Optional.of(Shown.forApproval(planned)), held, onBoard)
        .flatMap(Optional::stream)
        .filter(digest ->
            ItemCheck.covers(
                statement, new Item(planned.id().toString(), digest), delivery.proof()))
        .findFirst();
  }

  private static @Nullable Statement exception(List<Entry> entries) {
    Statement found = null;
    for (Entry entry : entries) {
      if (entry.type().equals("decision") && Past.text(entry, "verb").equals("except")) {
        found = Statement.parse(Past.text(entry, "text"));
      }
    }
    return found;
  }

  /** What the workflow does not know of yet is a repeat after a crash; all else was followed. */
  private static Admission repeated(
      PlannedRotation planned, Ledger.Writer chain, Head known, Entry recorded) {
    Verb verb = Statement.parse(Past.text(recorded, "text")).verb();
    boolean waits = waits(verb, new Past(planned, chain.entries()));
    return recorded.seq() > known.seq()
        ? new Admission(chain.head(), true, "the decision is on record", waits)
        : new Admission(known, false, "the decision was followed before: a repeat changes nothing");
  }

  private static Optional<Entry> recorded(List<Entry> entries, Digest digest) {
    return entries.stream()
        .filter(entry -> entry.type().equals("decision"))
        .filter(entry -> Past.text(entry, "digest").equals(digest.value()))
        .findFirst();
  }
}
