// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static java.util.stream.Collectors.joining;

import dev.rekey.engine.life.Life;
import dev.rekey.engine.life.Voices;
import dev.rekey.evidence.Digest;
import dev.rekey.planning.Opener;
import dev.rekey.planning.Opener.Opens;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.KindCapabilities.Overlap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a new value from where a leaked credential that is not dead yet could read it; pure.
 *
 * <p>What is sealed in the escrow nobody reads, so that an issue waits only for who opens the
 * issuing side itself. Each write waits for all. Where issuing is the cut, nothing may be waited
 * for between it and the write: then it waits for all, unless somebody signed the cut.
 */
public final class Containment {

  /** Under this name plans and intents name what opens a new value. */
  public static final String FACT = "openers";

  private static final int NAMED = 2;

  /**
   * Where an opener stands.
   *
   * @param end the hash of the entry that says that it is proven dead, or excepted; null if none
   *     does
   * @param where for people: where it stands meanwhile
   */
  public record Found(Opener opener, @Nullable Digest end, String where) {}

  private Containment() {}

  /** The openers whose end this effect has to wait for. */
  public static List<Opener> awaited(PlannedRotation planned, Past past, Effect effect) {
    Life life = past.fold().state().life();
    if (life.undoing() || past.fold().voices().isWaived() || past.waitsFor(effect)) {
      // The old value is no secret; what two people signed; what was let pass before.
      return List.of();
    }
    boolean inPlace = planned.overlap() == Overlap.NONE;
    return switch (effect.type()) {
      case WRITE -> planned.openers();
      case ISSUE ->
          inPlace
              ? life.cutAnyway() ? List.of() : planned.openers()
              : planned.openers().stream().filter(one -> one.opens() == Opens.ISSUER).toList();
      case WITHDRAW, DISABLE, ENABLE, REVOKE, DESTROY -> List.of();
    };
  }

  /** Why a new value is not handed out yet; empty if all of them have ended. */
  static Optional<String> objection(List<Found> found, Voices voices) {
    List<Found> alive = found.stream().filter(one -> one.end() == null).toList();
    if (alive.isEmpty()) {
      return Optional.empty();
    }
    String named =
        alive.stream()
            .limit(NAMED)
            .map(one ->
                "%s, which opens %s: %s"
                    .formatted(
                        one.opener().shortName(),
                        one.opener().opens() == Opens.ISSUER ? "what issues it" : "a place of it",
                        one.where()))
            .collect(joining("; and for "));
    String more = alive.size() > NAMED ? "; and %d more".formatted(alive.size() - NAMED) : "";
    String signed =
        voices.waivedBy().isEmpty()
            ? ""
            : "; %d of %d signed to deliver anyway"
                .formatted(voices.waivedBy().size(), Voices.WAIVING);
    return Optional.of("waits for the end of " + named + more + signed);
  }

  /** What an intent records of them. */
  static Map<String, List<Map<String, String>>> evidence(List<Found> found) {
    return found.isEmpty()
        ? Map.of()
        : Map.of(
            FACT,
            found.stream()
                .map(one ->
                    Map.of(
                        "rotation",
                        one.opener().rotation().toString(),
                        "end",
                        String.valueOf(one.end())))
                .toList());
  }
}
