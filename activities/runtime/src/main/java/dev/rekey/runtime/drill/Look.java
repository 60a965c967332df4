// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.drill;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.systems.LaneIssuer;
import dev.rekey.spi.Access;
import dev.rekey.spi.Health;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.spi.ReadOnlyClient;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Disposition;
import dev.rekey.words.Grade;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.SystemName;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a rotation would meet, and changes nothing. */
final class Look {

  private final PlannedRotation planned;
  private final Function<SystemName, ReadOnlyClient> clients;
  private final Instant cutOff;
  private final Set<CredentialId> known;
  private final List<Finding.Hold> holds = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * One look.
   *
   * @param known the credentials of its lane that the plan has: each other one is a stranger
   */
  Look(
      PlannedRotation planned,
      Function<SystemName, ReadOnlyClient> clients,
      Instant cutOff,
      Set<CredentialId> known) {
    this.planned = planned;
    this.clients = clients;
    this.cutOff = cutOff;
    this.known = Set.copyOf(known);
  }

  Finding find() {
    planned.health().forEach(this::consumer);
    ReadOnlyClient client = clients.apply(planned.id().lane().system());
    LaneIssuer issuer = new LaneIssuer(client, planned.id().lane());
    Access access = answered(client.check(), planned.id().lane().system().value());
    if (access != null && !access.missing().isEmpty()) {
      hold(
          HeldReason.REJECTED,
          "%s may not do %s in %s: grant it"
              .formatted(access.identity(), access.missing(), planned.id().lane().system()));
    }
    if (planned.places().isEmpty() && planned.disposition() == Disposition.REPLACE) {
      notes.add("no place is known: whoever uses it is told by nobody");
    }
    if (issuer.can().byHand()) {
      notes.add("done by hand: a task, and two people who attest it");
      places(null, issuer);
      return found(Grade.ATTESTED);
    }
    boolean listed = access != null && listed(issuer);
    boolean baseline = places(listed ? "" : null, issuer);
    return found(access == null ? null : baseline ? Grade.REFUSED : Grade.ABSENT);
  }

  /** One that is not well now would hold the rotation once the new credential is delivered. */
  private void consumer(HealthCheck check) {
    Health health = answered(clients.apply(check.system()).health().ask(check), check.url());
    if (health != null && !health.well()) {
      hold(HeldReason.UNHEALTHY, "%s %s".formatted(check.url(), health.answer()));
    }
  }

  private Finding found(@Nullable Grade grade) {
    return new Finding(planned.id().toString(), grade, holds, notes);
  }

  private void hold(HeldReason reason, String detail) {
    holds.add(new Finding.Hold(reason, detail));
  }

  /** What the system says, or a reason to hold and null. */
  private <T> @Nullable T answered(Outcome<T> outcome, String where) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Rejected<T>(var why, String message) -> {
        hold(HeldReason.REJECTED, "%s: %s: %s".formatted(where, why, message));
        yield null;
      }
      case Outcome.Throttled<T>(Duration after, String message) -> {
        hold(HeldReason.UNREACHABLE, "%s: %s, after %s".formatted(where, message, after));
        yield null;
      }
      case Outcome.Unknown<T>(String message) -> {
        hold(HeldReason.UNREACHABLE, "%s: %s".formatted(where, message));
        yield null;
      }
    };
  }

  /** Whether the credential is there as the plan has it. */
  private boolean listed(LaneIssuer issuer) {
    Listed listed = answered(issuer.list(), planned.id().lane().system().value());
    if (listed == null) {
      return false;
    }
    Optional<ListedCredential> found = listed.find(planned.id().credential());
    if (found.isEmpty() && (planned.disposition() == Disposition.REPLACE || !listed.complete())) {
      hold(
          HeldReason.MISMATCH,
          "%s is not listed for %s: revoked already, or another identity's"
              .formatted(planned.id().credential(), planned.id().lane().identity()));
    }
    found.filter(one -> !planned.exposed()).ifPresent(one -> madeInTime(one.created()));
    if (found.isPresent()) {
      answered(issuer.lastUsed(planned.id().credential()), planned.id().lane().system().value());
    }
    listed.credentials().stream()
        .filter(one -> !known.contains(one.id()))
        .forEach(one ->
            hold(
                HeldReason.STRANGER,
                "%s of %s is live%s, and no row names it"
                    .formatted(
                        one.id(),
                        planned.id().lane().identity(),
                        one.created() == null ? "" : " since " + one.created())));
    boolean needsSlot =
        planned.disposition() == Disposition.REPLACE
            && planned.overlap() != Overlap.NONE
            && planned.slots() > 0
            && planned.turn() == 1;
    if (needsSlot && listed.credentials().size() >= planned.slots()) {
      hold(HeldReason.SLOTS_FULL, "all %d slots are taken".formatted(planned.slots()));
    }
    return found.isPresent();
  }

  private void madeInTime(@Nullable Instant created) {
    if (created == null) {
      hold(
          HeldReason.MISMATCH,
          "the system does not say when it was made, and no row says why it leaked");
    } else if (created.isAfter(cutOff)) {
      hold(
          HeldReason.MISMATCH,
          "made %s, after the cut-off, and no row says why it leaked".formatted(created));
    }
  }

  /**
   * Reads each place; whether the value that leaked is held by one and works.
   *
   * @param probed null if nothing is to be tried
   */
  private boolean places(@Nullable String probed, LaneIssuer issuer) {
    boolean baseline = false;
    for (Place place : planned.places()) {
      var places = clients.apply(place.system()).places();
      List<String> missing = answered(places.missingRights(place), place.toString());
      if (missing != null && !missing.isEmpty()) {
        hold(
            HeldReason.REJECTED,
            "Rekey's credential for %s lacks %s".formatted(place.system(), missing));
      }
      Reading reading = answered(places.read(place), place.toString());
      if (reading != null) {
        try (CredentialValue value = reading.value()) {
          baseline |= holdsIt(place, value) && probed != null && !baseline && alive(value, issuer);
        }
      }
    }
    return baseline;
  }

  private boolean holdsIt(Place place, CredentialValue value) {
    String leaked = planned.id().credential().value();
    if (value.names().contains("id") && !value.says("id", leaked)) {
      hold(
          HeldReason.CONFLICT,
          "%s holds another credential (expected: %s)".formatted(place, leaked));
      return false;
    }
    return true;
  }

  private boolean alive(CredentialValue value, LaneIssuer issuer) {
    return switch (issuer.probe(value)) {
      case Verdict.Alive(var identity) -> {
        if (!issuer.isSpokenForBy(identity)) {
          hold(
              HeldReason.MISMATCH,
              "it speaks for %s (expected: %s)"
                  .formatted(identity, planned.id().lane().identity()));
        }
        yield true;
      }
      case Verdict.Refused(String signature) -> {
        notes.add("the value that leaked is refused already: " + signature);
        yield false;
      }
      case Verdict.Undecided(String why, var _) -> {
        hold(HeldReason.UNDECIDED, "whether the leaked value works: " + why);
        yield false;
      }
    };
  }
}
