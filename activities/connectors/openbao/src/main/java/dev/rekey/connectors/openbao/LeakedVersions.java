// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.documents.Selected;
import dev.rekey.documents.Selectors;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Destroys the earlier versions of a location that hold a leaked value.
 *
 * <p>A version that was deleted but not destroyed cannot be read until somebody brings it back, so
 * whether it holds the value cannot be told. It is neither brought back nor destroyed unseen: the
 * answer is then {@code CONFLICT} and names the versions.
 */
final class LeakedVersions {

  private final Calls calls;

  LeakedVersions(Calls calls) {
    this.calls = calls;
  }

  Outcome<Integer> destroy(Place place, KvPath path, Selectors selectors, CredentialValue leaked) {
    return versions(place, path)
        .flatMap(versions -> sift(place, path, selectors, leaked, versions))
        .flatMap(sifted -> stillHidden(place, path, sifted))
        .flatMap(sifted -> destroy(place, path, sifted));
  }

  private Outcome<KvVersions> versions(Place place, KvPath path) {
    return calls.get(
        "read versions of " + place.location(),
        path.in("metadata"),
        Optional.empty(),
        KvVersions::of);
  }

  /** What could not be read may have been destroyed since it was listed, by a repeat of ours. */
  private Outcome<Sifted> stillHidden(Place place, KvPath path, Sifted sifted) {
    return sifted.hidden().isEmpty()
        ? new Done<>(sifted)
        : versions(place, path)
            .map(now ->
                new Sifted(
                    sifted.leaking(),
                    sifted.hidden().stream().filter(now.earlier()::contains).toList()));
  }

  /** The earlier versions that hold the value, and those that hide what they hold. */
  private record Sifted(List<Long> leaking, List<Long> hidden) {}

  private Outcome<Sifted> sift(
      Place place, KvPath path, Selectors selectors, CredentialValue leaked, KvVersions versions) {
    List<Long> leaking = new ArrayList<>();
    List<Long> hidden = new ArrayList<>();
    for (long version : new TreeSet<>(versions.earlier())) {
      Outcome<Boolean> holds =
          KvPlaces.document(calls, place, path, Optional.of(version))
              .map(document -> holds(document, selectors, leaked));
      switch (holds) {
        case Done<Boolean>(Boolean yes) -> {
          if (yes) {
            leaking.add(version);
          }
        }
        case Rejected<Boolean>(Rejection why, String message) when why == Rejection.NOT_FOUND ->
            hidden.add(version);
        case Rejected<Boolean>(Rejection why, String message) -> {
          return new Rejected<>(why, message);
        }
        case Throttled<Boolean>(var after, String message) -> {
          return new Throttled<>(after, message);
        }
        case Unknown<Boolean>(String message) -> {
          return new Unknown<>(message);
        }
      }
    }
    return new Done<>(new Sifted(leaking, hidden));
  }

  private static boolean holds(KvDocument document, Selectors selectors, CredentialValue leaked) {
    try (document) {
      if (document.select(selectors) instanceof Selected.Found(CredentialValue value)) {
        try (value) {
          return value.matches(leaked);
        }
      }
      return false;
    }
  }

  private Outcome<Integer> destroy(Place place, KvPath path, Sifted sifted) {
    Outcome<Integer> destroyed =
        sifted.leaking().isEmpty()
            ? new Done<>(0)
            : calls.post(
                "destroy versions %s of %s".formatted(sifted.leaking(), place.location()),
                Effect.POSSIBLE,
                path.in("destroy"),
                "{\"versions\":%s}".formatted(sifted.leaking()).getBytes(UTF_8),
                Calls.silence(sifted.leaking().size()));
    return destroyed.flatMap(count ->
        sifted.hidden().isEmpty()
            ? new Done<>(count)
            : new Rejected<>(
                Rejection.CONFLICT,
                "place %s: versions %s are deleted but can be brought back, and may hold the leaked"
                        .formatted(place.location(), sifted.hidden())
                    + " value (expected: destroyed); destroy them with bao kv destroy, or undelete"
                    + " them to have them looked at"));
  }
}
