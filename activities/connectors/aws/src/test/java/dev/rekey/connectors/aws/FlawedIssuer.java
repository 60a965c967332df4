// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A right issuer with one flaw. */
final class FlawedIssuer implements Issuer {

  private static final String DEAD = "403 InvalidClientTokenId";

  private final Issuer right;
  private final Flaw flaw;
  private final Map<String, IdentityName> identities = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  FlawedIssuer(Issuer right, Flaw flaw) {
    this.right = right;
    this.flaw = flaw;
  }

  @Override
  public KindCapabilities capabilities() {
    return right.capabilities();
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return bent(() -> right.list(identity))
        .map(listed -> {
          List<ListedCredential> all = listed.credentials();
          return flaw == Flaw.LISTS_ALL_BUT_ONE && !all.isEmpty()
              ? new Listed(all.subList(1, all.size()), listed.complete())
              : listed;
        });
  }

  @Override
  public Outcome<Optional<Instant>> lastUsed(IdentityName identity, CredentialId id) {
    return bent(() -> right.lastUsed(identity, id));
  }

  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    return bent(() -> right.issue(identity, label))
        .map(issued -> {
          identities.put(issued.id().value(), identity);
          return issued;
        });
  }

  private <T> Outcome<T> bent(Supplier<Outcome<T>> call) {
    Outcome<T> outcome = call.get();
    return switch (outcome) {
      case Unknown<T>(String message) when flaw == Flaw.REPEATS_WHAT_IS_UNKNOWN -> call.get();
      case Unknown<T>(String message) when flaw == Flaw.SAYS_THAT_NOTHING_HAPPENED ->
          new Throttled<>(Duration.ofSeconds(1), message);
      case Throttled<T>(Duration after, String message)
          when flaw == Flaw.DOES_NOT_SEE_THAT_NOTHING_WAS_SENT ->
          new Unknown<>(message);
      case Rejected<T>(Rejection why, String message)
          when flaw == Flaw.CALLS_FULL_SLOTS_INVALID && why == Rejection.SLOTS_FULL ->
          new Rejected<>(Rejection.INVALID, message);
      case Rejected<T>(Rejection why, String message)
          when flaw == Flaw.THROWS_WHAT_IT_LACKS && why == Rejection.FORBIDDEN ->
          throw new IllegalStateException(message);
      case Outcome<T> other -> other;
    };
  }

  @Override
  public Outcome<Changed> disable(IdentityName identity, CredentialId id) {
    Outcome<Changed> outcome = bent(() -> right.disable(identity, id));
    return flaw == Flaw.DOES_NOT_SEE_WHAT_WAS_DONE ? outcome.map(changed -> Changed.NOW) : outcome;
  }

  @Override
  public Outcome<Changed> enable(IdentityName identity, CredentialId id) {
    return bent(() -> right.enable(identity, id));
  }

  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    if (flaw == Flaw.REVOKES_ALL && right.list(identity) instanceof Done<Listed>(Listed listed)) {
      listed.credentials().forEach(each -> right.revoke(identity, each.id()));
      return new Done<>(Changed.NOW);
    }
    Outcome<Changed> outcome = bent(() -> right.revoke(identity, id));
    if (outcome instanceof Rejected<Changed>(Rejection why, String message)
        && ((flaw == Flaw.CALLS_GONE_WHAT_IS_ELSEWHERE && why == Rejection.CONFLICT)
            || (flaw == Flaw.CALLS_GONE_WHAT_NOBODY_KNOWS && why == Rejection.NOT_FOUND))) {
      return new Done<>(Changed.ALREADY);
    }
    return outcome.map(changed -> {
      revoked.add(id.value());
      return changed;
    });
  }

  @Override
  public Verdict probe(CredentialValue value) {
    String id = value.part("id").open(String::new);
    if (flaw == Flaw.BELIEVES_ITS_OWN_REVOKE && revoked.contains(id)) {
      return new Refused(DEAD);
    }
    return switch (right.probe(value)) {
      case Alive alive when flaw == Flaw.TAKES_ANYBODY_FOR_OURS ->
          new Alive(identities.getOrDefault(id, alive.identity()));
      case Undecided(String why, Duration after)
          when flaw == Flaw.TAKES_ANY_403_FOR_A_REFUSAL && why.contains("403") ->
          new Refused(DEAD);
      case Undecided(String why, Duration after) when flaw == Flaw.TELLS_THE_VALUE ->
          new Undecided(why + value.part("secret").open(String::new), after);
      case Verdict other -> other;
    };
  }

  @Override
  public Verdict probeNonsense() {
    return switch (flaw) {
      case INVENTS_THE_NONSENSE_ANSWER -> new Refused(DEAD);
      case REFUSES_NONSENSE_OTHERWISE -> new Refused("404 NoSuchKey");
      default -> right.probeNonsense();
    };
  }
}
