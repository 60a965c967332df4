// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * Secrets Manager's secrets.
 *
 * <p>{@code PutSecretValue} overwrites whatever is current. So a new text is first put beside it,
 * under a label of our own and an id that we choose ({@code ClientRequestToken}), where no consumer
 * looks; then {@code AWSCURRENT} is moved from the version that was read to this one. That move is
 * refused if the label is not on the version that it is to be taken from (API reference, {@code
 * UpdateSecretVersionStage}), which makes it the optimistic lock.
 */
final class SecretStore implements Store {

  static final String CURRENT = "AWSCURRENT";

  /** Moves along from each version that we put to the next one. */
  static final String OURS = "REKEY";

  private final Calls calls;

  SecretStore(Calls calls) {
    this.calls = calls;
  }

  @Override
  public Outcome<Stored> read(String name) {
    return read(name, null);
  }

  private Outcome<Stored> read(String name, @Nullable String version) {
    return value(name, version)
        .flatMap(answer ->
            answer.secretString() == null
                ? new Rejected<>(
                    Rejection.INVALID, "secret %s is binary (expected: text)".formatted(name))
                : new Done<>(
                    new Stored(
                        new PlaceVersion(answer.versionId()),
                        Secret.taking(answer.secretString().getBytes(UTF_8)))));
  }

  private Outcome<GetSecretValueResponse> value(String name, @Nullable String version) {
    return calls.call(
        "secretsmanager:GetSecretValue " + name,
        Effect.NONE,
        (sdk, signer) ->
            told(
                sdk.secrets()
                    .getSecretValue(
                        r -> r.secretId(name).versionId(version).overrideConfiguration(signer))));
  }

  private static GetSecretValueResponse told(GetSecretValueResponse answer) {
    return requireOurs(answer.versionId(), answer);
  }

  /** What is answered by somebody else lacks what AWS always says. */
  private static <T> T requireOurs(@Nullable String said, T answer) {
    if (said == null) {
      throw new IllegalStateException("an answer without what AWS always says");
    }
    return answer;
  }

  @Override
  public Outcome<PlaceVersion> replace(String name, Stored read, Secret text) {
    String token = UUID.randomUUID().toString();
    return put(name, token, text).flatMap(done -> move(name, read.version().value(), token));
  }

  @Override
  public Outcome<List<Grant>> needs(String name) {
    return value(name, null).map(answer -> List.of(new Grant(Policy.SECRETS, answer.arn())));
  }

  @Override
  public Map<String, Supplier<Outcome<?>>> reads(String name) {
    return Map.of(
        "secretsmanager:GetSecretValue", () -> value(name, null).map(_ -> 0),
        "secretsmanager:ListSecretVersionIds", () -> labelled(name));
  }

  /** No consumer sees it yet: whatever becomes of the call, nothing changed. */
  private Outcome<String> put(String name, String token, Secret text) {
    return calls.call(
        "secretsmanager:PutSecretValue " + name,
        Effect.NONE,
        (sdk, signer) ->
            requireOurs(
                sdk.secrets()
                    .putSecretValue(r ->
                        r.secretId(name)
                            .clientRequestToken(token)
                            .secretString(text.open(bytes -> new String(bytes, UTF_8)))
                            .versionStages(OURS)
                            .overrideConfiguration(signer))
                    .arn(),
                token));
  }

  private Outcome<PlaceVersion> move(String name, String from, String to) {
    Outcome<PlaceVersion> moved =
        calls.call(
            "secretsmanager:UpdateSecretVersionStage " + name,
            Effect.POSSIBLE,
            (sdk, signer) ->
                requireOurs(
                    sdk.secrets()
                        .updateSecretVersionStage(r ->
                            r.secretId(name)
                                .versionStage(CURRENT)
                                .removeFromVersionId(from)
                                .moveToVersionId(to)
                                .overrideConfiguration(signer))
                        .arn(),
                    new PlaceVersion(to)));
    return moved instanceof Rejected<PlaceVersion>(Rejection why, String _)
            && why == Rejection.INVALID
        ? conflict(name, from, moved)
        : moved;
  }

  private Outcome<PlaceVersion> conflict(String name, String from, Outcome<PlaceVersion> refused) {
    return read(name)
        .flatMap(now -> {
          try (now) {
            return now.version().value().equals(from)
                ? refused
                : new Rejected<>(
                    Rejection.CONFLICT,
                    "secret %s has version %s (expected: %s)".formatted(name, now.version(), from));
          }
        });
  }

  /**
   * Takes the labels away from earlier versions that leak, {@code AWSPREVIOUS} among them. Without
   * a label a version counts as deprecated: it is found by its id only, and AWS deletes it.
   */
  @Override
  public Outcome<Integer> forget(String name, Predicate<Secret> leaks) {
    return labelled(name).flatMap(versions -> forget(name, versions, leaks));
  }

  private Outcome<Integer> forget(
      String name, List<SecretVersionsListEntry> versions, Predicate<Secret> leaks) {
    int forgotten = 0;
    for (SecretVersionsListEntry version : versions) {
      Outcome<Boolean> leaking =
          read(name, version.versionId())
              .map(stored -> {
                try (stored) {
                  return leaks.test(stored.text());
                }
              });
      if (!(leaking instanceof Done<Boolean>(Boolean leaky))) {
        return leaking.map(never -> 0);
      }
      if (leaky) {
        Outcome<Integer> unlabelled = unlabel(name, version);
        if (!(unlabelled instanceof Done<Integer>)) {
          return unlabelled;
        }
        forgotten++;
      }
    }
    return new Done<>(forgotten);
  }

  private Outcome<Integer> unlabel(String name, SecretVersionsListEntry version) {
    Outcome<Integer> outcome = new Done<>(1);
    for (String label : version.versionStages()) {
      outcome =
          outcome.flatMap(done ->
              calls.call(
                  "secretsmanager:UpdateSecretVersionStage " + name,
                  Effect.POSSIBLE,
                  (sdk, signer) ->
                      requireOurs(
                          sdk.secrets()
                              .updateSecretVersionStage(r ->
                                  r.secretId(name)
                                      .versionStage(label)
                                      .removeFromVersionId(version.versionId())
                                      .overrideConfiguration(signer))
                              .arn(),
                          1)));
    }
    return outcome;
  }

  /** The earlier versions that a label leads to. */
  private Outcome<List<SecretVersionsListEntry>> labelled(String name) {
    List<SecretVersionsListEntry> found = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      // The first page has no token; moto's last one has an empty one.
      String token = next.get().isEmpty() ? null : next.get();
      Outcome<ListSecretVersionIdsResponse> page =
          calls.call(
              "secretsmanager:ListSecretVersionIds " + name,
              Effect.NONE,
              (sdk, signer) -> {
                ListSecretVersionIdsResponse answer =
                    sdk.secrets()
                        .listSecretVersionIds(
                            r -> r.secretId(name).nextToken(token).overrideConfiguration(signer));
                return requireOurs(answer.arn(), answer);
              });
      if (!(page instanceof Done<ListSecretVersionIdsResponse>(var answer))) {
        return page.map(never -> found);
      }
      answer.versions().stream()
          .filter(version ->
              !version.versionStages().isEmpty() && !version.versionStages().contains(CURRENT))
          .forEach(found::add);
      next = Optional.ofNullable(answer.nextToken()).filter(more -> !more.isEmpty());
    }
    return new Done<>(found);
  }
}
