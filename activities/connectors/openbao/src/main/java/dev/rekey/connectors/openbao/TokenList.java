// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import dev.rekey.spi.Changed;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonPointer;

/**
 * All service tokens of the namespace by their accessors. Batch tokens have none: the server
 * neither lists them nor can end them.
 *
 * <p>The server lists accessors only, so each token is looked up, once in its life: what is said of
 * it does not change, and a list that was broken off goes on where it stopped.
 */
final class TokenList {

  private static final List<String> LIST = List.of("auth", "token", "accessors");
  private static final List<String> LOOKUP = List.of("auth", "token", "lookup-accessor");
  private static final List<String> REVOKE = List.of("auth", "token", "revoke-accessor");
  private static final JsonPointer OWN = JsonPointer.compile("/data/accessor");
  private static final Duration ENDING = Duration.ofSeconds(1);
  private static final JsonPointer WARNINGS = JsonPointer.compile("/warnings");

  private final Calls calls;
  private final Map<String, TokenEntry> seen = new ConcurrentHashMap<>();

  TokenList(Calls calls) {
    this.calls = calls;
  }

  Outcome<List<String>> accessors() {
    return calls.list("list the accessors of all tokens", LIST);
  }

  /** Every token that lives. */
  Outcome<List<TokenEntry>> all() {
    return accessors()
        .flatMap(accessors -> {
          seen.keySet().retainAll(Set.copyOf(accessors));
          List<TokenEntry> all = new ArrayList<>();
          for (String accessor : accessors) {
            TokenEntry known = seen.get(accessor);
            Outcome<Optional<TokenEntry>> found =
                known == null ? find(accessor) : new Done<>(Optional.of(known));
            if (!(found instanceof Done<Optional<TokenEntry>>(Optional<TokenEntry> entry))) {
              return found.map(unread -> all);
            }
            entry.ifPresent(all::add);
          }
          return new Done<>(all);
        });
  }

  /** One token; empty if it does not live. */
  Outcome<Optional<TokenEntry>> find(String accessor) {
    Outcome<Optional<TokenEntry>> found = lookUp(accessor);
    if (isForbidden(found)) {
      found = unlessEnding(accessor, lookUp(accessor));
    }
    if (found instanceof Done<Optional<TokenEntry>>(Optional<TokenEntry> entry)) {
      entry.ifPresent(token -> seen.put(accessor, token));
    }
    return found;
  }

  private Outcome<Optional<TokenEntry>> lookUp(String accessor) {
    return calls.find(
        "look up token accessor " + accessor, LOOKUP, named(accessor), TokenEntry::of);
  }

  private static boolean isForbidden(Outcome<?> outcome) {
    return outcome instanceof Rejected<?>(Rejection why, String _) && why == Rejection.FORBIDDEN;
  }

  /**
   * While a token ends, OpenBao 2.7 answers for a moment as if the right to look it up were missing
   * (seen with tokens ended and looked up at the same time). Whether it is missing is seen at our
   * own token, which lives.
   */
  private Outcome<Optional<TokenEntry>> unlessEnding(
      String accessor, Outcome<Optional<TokenEntry>> refused) {
    return isForbidden(refused) && own().flatMap(this::lookUp) instanceof Done<?>
        ? new Throttled<>(
            ENDING,
            "token accessor %s is just being ended: it is looked up later".formatted(accessor))
        : refused;
  }

  /** The accessor of our own token. */
  Outcome<String> own() {
    return calls.get(
        "look up Rekey's own token",
        List.of("auth", "token", "lookup-self"),
        Optional.empty(),
        answer ->
            JsonScan.text(answer, OWN)
                .orElseThrow(() -> new Calls.UnexpectedAnswer("an accessor")));
  }

  /** Ends a token and all that was made with it; gone already is {@code ALREADY}. */
  Outcome<Changed> end(String accessor) {
    Outcome<Changed> ended =
        calls.post(
            "revoke token accessor " + accessor,
            Effect.POSSIBLE,
            REVOKE,
            named(accessor),
            TokenList::ended);
    return switch (ended) {
      // Vault answers so where OpenBao warns; OpenBao, too, for a moment, of tokens that change.
      case Rejected<Changed>(Rejection why, String message) when why == Rejection.INVALID ->
          find(accessor)
              .flatMap(found ->
                  found.isEmpty()
                      ? new Done<>(Changed.ALREADY)
                      : new Throttled<>(ENDING, message + " though it can be looked up"));
      case Rejected<Changed> rejected -> rejected;
      case Done<Changed> done -> done;
      case Throttled<Changed> throttled -> throttled;
      case Unknown<Changed> unknown -> unknown;
    };
  }

  /** Nothing if it was ended; a warning if there was none. */
  private static Changed ended(byte[] answer) {
    if (answer.length == 0) {
      return Changed.NOW;
    }
    if (JsonScan.list(answer, WARNINGS).contains("No token found with this accessor")) {
      return Changed.ALREADY;
    }
    throw new Calls.UnexpectedAnswer("an empty one");
  }

  private static byte[] named(String accessor) {
    return JsonScan.object(generator -> generator.writeStringProperty("accessor", accessor));
  }
}
