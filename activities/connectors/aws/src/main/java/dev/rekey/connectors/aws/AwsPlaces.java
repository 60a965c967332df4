// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.documents.Fillable;
import dev.rekey.documents.JsonDocument;
import dev.rekey.documents.Selected;
import dev.rekey.documents.Selectors;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;

/** Secrets of Secrets Manager and parameters of Systems Manager, each a text or a JSON document. */
final class AwsPlaces implements Places {

  private final Map<StoreName.Kind, Store> stores;
  private final RightsCheck rights;

  AwsPlaces(Calls calls, RightsCheck rights) {
    this.rights = rights;
    this.stores =
        Map.of(
            StoreName.Kind.SECRETS_MANAGER, new SecretStore(calls),
            StoreName.Kind.PARAMETERS, new ParameterStore(calls));
  }

  /** What is done with a place whose location and selectors can be read. */
  @FunctionalInterface
  private interface At<T> {
    Outcome<T> apply(Store store, String name, Selectors selectors);
  }

  @Override
  public Outcome<Reading> read(Place place) {
    return at(
        place,
        (store, name, selectors) ->
            store
                .read(name)
                .flatMap(stored -> {
                  try (stored) {
                    return selected(place, selectors, stored.text())
                        .map(value -> new Reading(stored.version(), value));
                  }
                }));
  }

  /** The selectors must find something: a place is written to, never made. */
  @Override
  public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
    Optional<String> objection = Fillable.objection(place, value);
    if (objection.isPresent()) {
      return invalid(objection.get());
    }
    return at(
        place,
        (store, name, selectors) ->
            store
                .read(name)
                .flatMap(stored -> {
                  try (stored) {
                    return stored.version().equals(expected)
                        ? selected(place, selectors, stored.text())
                            .flatMap(before -> {
                              before.close();
                              try (Secret text = rewritten(selectors, stored.text(), value)) {
                                return store.replace(name, stored, text);
                              }
                            })
                        : new Rejected<>(
                            Rejection.CONFLICT,
                            "place %s has version %s (expected: %s)"
                                .formatted(place.location(), stored.version(), expected));
                  }
                }));
  }

  @Override
  public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
    return at(
        place,
        (store, name, selectors) -> store.forget(name, text -> holds(selectors, text, leaked)));
  }

  /**
   * AWS is asked to simulate; where that is not allowed (or not offered, as by sandboxes), what
   * only reads is tried. A right to write that cannot be found out is not reported as missing.
   */
  @Override
  public Outcome<List<String>> missingRights(Place place) {
    return at(
        place,
        (store, name, _) ->
            switch (store.needs(name)) {
              case Done<List<Grant>>(List<Grant> needed)
                  when rights.simulated(needed) instanceof Done<List<String>> done ->
                  done;
              case Outcome<List<Grant>> unsaid -> tried(store, name);
            });
  }

  private static Outcome<List<String>> tried(Store store, String name) {
    List<String> refused = new ArrayList<>();
    for (Map.Entry<String, Supplier<Outcome<?>>> read : store.reads(name).entrySet()) {
      Outcome<?> outcome = read.getValue().get();
      if (outcome instanceof Rejected<?>(Rejection why, String _) && why == Rejection.FORBIDDEN) {
        refused.add("%s on %s".formatted(read.getKey(), name));
      } else if (!(outcome instanceof Done<?>)) {
        return outcome.map(never -> List.of());
      }
    }
    return new Done<>(refused);
  }

  private static boolean holds(Selectors selectors, Secret text, CredentialValue leaked) {
    if (find(selectors, text).orElse(null) instanceof Selected.Found(CredentialValue value)) {
      try (value) {
        return value.matches(leaked);
      }
    }
    return false;
  }

  /** Empty if it is to be JSON and is none. */
  private static Optional<Selected> find(Selectors selectors, Secret text) {
    if (selectors.areOfOneText()) {
      return Optional.of(selectors.select(text));
    }
    try {
      return text.open(json ->
          isObject(json)
              ? Optional.of(new JsonDocument(json, JsonPointer.empty()).select(selectors))
              : Optional.empty());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean isObject(byte[] json) {
    return new String(json, 0, Math.min(json.length, 64), UTF_8).strip().startsWith("{");
  }

  private static Secret rewritten(Selectors selectors, Secret text, CredentialValue value) {
    return selectors.areOfOneText()
        ? selectors.rewritten(text, value)
        : text.open(json ->
            Secret.taking(new JsonDocument(json, JsonPointer.empty()).rewritten(selectors, value)));
  }

  private static Outcome<CredentialValue> selected(Place place, Selectors selectors, Secret text) {
    return find(selectors, text)
        .map(found -> found.in(place))
        .orElseGet(() ->
            invalid(
                "place %s is no JSON object (expected: one, or selectors such as part=text)"
                    .formatted(place.location())));
  }

  private static <T> Outcome<T> invalid(String message) {
    return new Rejected<>(Rejection.INVALID, message);
  }

  private <T> Outcome<T> at(Place place, At<T> use) {
    Optional<StoreName> name = StoreName.of(place.location());
    if (name.isEmpty()) {
      return invalid(
          "place '%s' (expected: secretsmanager/NAME or ssm/NAME)".formatted(place.location()));
    }
    Optional<Selectors> selectors = Selectors.of(place.selectors());
    if (selectors.isEmpty()) {
      return invalid(
          "place %s: selectors %s (expected: JSON pointers such as /aws/secret_access_key, or 'text'"
                  .formatted(place.location(), place.selectors())
              + " for one that is no JSON)");
    }
    Store store = stores.get(name.get().kind());
    return store == null
        ? invalid("no store is known for " + name.get().kind())
        : use.apply(store, name.get().name(), selectors.get());
  }
}
