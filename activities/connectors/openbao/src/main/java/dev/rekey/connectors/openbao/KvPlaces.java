// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.connectors.openbao.Calls.UnexpectedAnswer;
import dev.rekey.documents.Fillable;
import dev.rekey.documents.JsonScan;
import dev.rekey.documents.Selectors;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.core.JsonPointer;

/** The paths of KV version 2 engines. */
final class KvPlaces implements Places {

  private static final JsonPointer WRITTEN = JsonPointer.compile("/data/version");

  private final OpenBaoSettings settings;
  private final Calls calls;
  private final LeakedVersions leakedVersions;
  private final PathRights rights;

  KvPlaces(OpenBaoSettings settings, Calls calls) {
    this.settings = settings;
    this.calls = calls;
    this.leakedVersions = new LeakedVersions(calls);
    this.rights = new PathRights(calls);
  }

  @Override
  public Reach reach() {
    return settings.writesPlaces() ? Reach.WRITE : Reach.READ;
  }

  @Override
  public Outcome<Reading> read(Place place) {
    return at(
        place,
        (path, selectors) ->
            document(calls, place, path, Optional.empty())
                .flatMap(document -> {
                  try (document) {
                    return document
                        .select(selectors)
                        .in(place)
                        .map(value ->
                            new Reading(
                                new PlaceVersion(Long.toString(document.version())), value));
                  }
                }));
  }

  /**
   * Reads, rewrites and sends back with check-and-set, so that what changed in between is never
   * overwritten. The selectors must find something: a place is written to, never made.
   */
  @Override
  public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
    Optional<String> objection = Fillable.objection(place, value);
    if (objection.isPresent()) {
      return invalid(objection.get());
    }
    return at(
        place,
        (path, selectors) ->
            document(calls, place, path, Optional.empty())
                .flatMap(document -> {
                  try (document) {
                    return rewrite(place, path, document, selectors, value, expected);
                  }
                }));
  }

  private Outcome<PlaceVersion> rewrite(
      Place place,
      KvPath path,
      KvDocument document,
      Selectors selectors,
      CredentialValue value,
      PlaceVersion expected) {
    if (!Long.toString(document.version()).equals(expected.value())) {
      return new Rejected<>(
          Rejection.CONFLICT,
          "place %s has version %d (expected: %s)"
              .formatted(place.location(), document.version(), expected));
    }
    return document
        .select(selectors)
        .in(place)
        .flatMap(before -> {
          before.close();
          return send(place, path, document, selectors, value);
        });
  }

  private static <T> Outcome<T> invalid(String message) {
    return new Rejected<>(Rejection.INVALID, message);
  }

  private Outcome<PlaceVersion> send(
      Place place, KvPath path, KvDocument document, Selectors selectors, CredentialValue value) {
    byte[] body = document.rewritten(selectors, value);
    try {
      return calls.post(
          "write " + place.location(),
          Effect.POSSIBLE,
          path.in("data"),
          body,
          answer -> new PlaceVersion(Long.toString(written(answer))));
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  /** From {@code {"data": {"version": 4, …}}}. */
  private static long written(byte[] answer) {
    return JsonScan.number(answer, WRITTEN)
        .orElseThrow(() -> new UnexpectedAnswer("the number of the version that was made"));
  }

  @Override
  public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
    return at(place, (path, selectors) -> leakedVersions.destroy(place, path, selectors, leaked));
  }

  @Override
  public Outcome<List<String>> missingRights(Place place) {
    return at(place, (path, selectors) -> rights.missing(path));
  }

  /** Reads a version of a document, the newest if none is given; the caller closes it. */
  static Outcome<KvDocument> document(
      Calls calls, Place place, KvPath path, Optional<Long> version) {
    String what =
        "read " + place.location() + version.map(number -> " version " + number).orElse("");
    return calls.get(what, path.in("data"), version, KvDocument::of);
  }

  private <T> Outcome<T> at(Place place, BiFunction<KvPath, Selectors, Outcome<T>> use) {
    Optional<KvPath> path = KvPath.of(place.location(), settings.mounts());
    if (path.isEmpty()) {
      return invalid(
          "place '%s' (expected: mount/path, such as secret/apps/billing)"
              .formatted(place.location()));
    }
    Optional<Selectors> selectors =
        Selectors.of(place.selectors()).filter(found -> !found.areOfOneText());
    if (selectors.isEmpty()) {
      return invalid(
          "place %s: selectors %s (expected: JSON pointers such as /aws/secret_access_key, or"
                  .formatted(place.location(), place.selectors())
              + " dsn-password:/database_url for a part of a connection string)");
    }
    return use.apply(path.get(), selectors.get());
  }
}
