// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Right places with one flaw. */
final class FlawedPlaces implements Places {

  private final Places right;
  private final Flaw flaw;
  private final RunningOpenBao bao = RunningOpenBao.of(RunningOpenBao.PLACES);

  FlawedPlaces(Places right, Flaw flaw) {
    this.right = right;
    this.flaw = flaw;
  }

  @Override
  public Outcome<Reading> read(Place place) {
    return bent(() -> right.read(place))
        .map(reading ->
            flaw == Flaw.NEVER_MOVES_THE_VERSION
                ? new Reading(new PlaceVersion("1"), reading.value())
                : reading);
  }

  @Override
  public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
    CredentialValue sent = flaw == Flaw.STRIPS_WHAT_IT_WRITES ? stripped(value) : value;
    Outcome<PlaceVersion> outcome = bent(() -> right.write(place, sent, expected));
    if (outcome instanceof Rejected<PlaceVersion>(Rejection why, String message)) {
      if (why == Rejection.CONFLICT && writesOver(message)) {
        return overwritten(place, sent);
      }
      if (why == Rejection.CONFLICT && flaw == Flaw.TELLS_THE_VALUE) {
        return new Rejected<>(why, message + text(value, "secret"));
      }
      return why == Rejection.NOT_FOUND && flaw == Flaw.MAKES_PLACES ? raw(place, "{}") : outcome;
    }
    return outcome instanceof Done<PlaceVersion> && flaw == Flaw.FORGETS_NEIGHBOURS
        ? raw(place, without(place, "text"))
        : outcome;
  }

  private boolean writesOver(String message) {
    boolean atTheServer = message.contains("OpenBao answered");
    return switch (flaw) {
      case WRITES_OVER_ANY_VERSION -> !atTheServer;
      case LOOKS_BEFORE_IT_WRITES_AND_NO_MORE -> atTheServer;
      case LETS_TWO_WRITERS_WIN -> true;
      default -> false;
    };
  }

  private Outcome<PlaceVersion> overwritten(Place place, CredentialValue value) {
    return right
        .read(place)
        .flatMap(reading -> {
          reading.value().close();
          return right.write(place, value, reading.version());
        });
  }

  private String without(Place place, String neighbour) {
    ObjectNode document =
        (ObjectNode) bao.call("GET", OpenBaoBench.area(place, "data"), "").at("/data/data");
    document.remove(neighbour);
    return document.toString();
  }

  private Outcome<PlaceVersion> raw(Place place, String document) {
    JsonNode answer =
        bao.call("POST", OpenBaoBench.area(place, "data"), "{\"data\":%s}".formatted(document));
    return new Done<>(new PlaceVersion(answer.at("/data/version").asString()));
  }

  private static CredentialValue stripped(CredentialValue value) {
    Map<String, Secret> parts = new HashMap<>();
    for (String part : value.names()) {
      parts.put(part, Secret.taking(text(value, part).strip().toCharArray()));
    }
    return CredentialValue.taking(parts);
  }

  private static String text(CredentialValue value, String part) {
    return value.part(part).open(bytes -> new String(bytes, UTF_8));
  }

  @Override
  public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
    int newest =
        bao.send("GET", OpenBaoBench.area(place, "metadata"), "").statusCode() == 200
            ? bao.call("GET", OpenBaoBench.area(place, "metadata"), "")
                .at("/data/current_version")
                .asInt()
            : 0;
    return switch (flaw) {
      case ONLY_SAYS_THAT_IT_DESTROYED -> new Done<>(2);
      case DESTROYS_ALL_BUT_THE_NEWEST -> {
        for (int version = 1; version < newest; version++) {
          destroy(place, version);
        }
        yield new Done<>(newest - 1);
      }
      case DESTROYS_THE_NEWEST -> {
        destroy(place, newest);
        yield new Done<>(0);
      }
      default -> bent(() -> right.destroyVersions(place, leaked));
    };
  }

  private void destroy(Place place, int version) {
    bao.call("POST", OpenBaoBench.area(place, "destroy"), "{\"versions\":[%d]}".formatted(version));
  }

  private <T> Outcome<T> bent(Supplier<Outcome<T>> call) {
    Outcome<T> outcome = call.get();
    return switch (outcome) {
      case Unknown<T>(String message) when flaw == Flaw.REPEATS_WHAT_IS_UNKNOWN -> call.get();
      case Unknown<T>(String message) when flaw == Flaw.SAYS_THAT_NOTHING_HAPPENED ->
          new Throttled<>(Duration.ofSeconds(1), message);
      case Throttled<T>(Duration after, String message)
          when flaw == Flaw.CALLS_A_SEALED_SYSTEM_BROKEN ->
          new Unknown<>(message);
      case Outcome<T> other -> other;
    };
  }

  @Override
  public Outcome<List<String>> missingRights(Place place) {
    return right.missingRights(place);
  }
}
