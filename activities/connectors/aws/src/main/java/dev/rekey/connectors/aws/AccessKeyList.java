// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.util.Objects.requireNonNull;

import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;

/** Reads what IAM lists of a user's keys. */
final class AccessKeyList {

  /** Far more than two keys need; a list that does not end is not taken for a whole one. */
  private static final int MOST_PAGES = 50;

  private final Calls calls;

  AccessKeyList(Calls calls) {
    this.calls = calls;
  }

  /** The keys of a user as listed, and whether that is all. */
  record Keys(List<AccessKeyMetadata> keys, boolean complete) {}

  /** All pages of the list; {@code NOT_FOUND} if there is no such user. */
  Outcome<Keys> keys(IdentityName identity) {
    return pages(identity, null, List.of(), MOST_PAGES);
  }

  private Outcome<Keys> pages(
      IdentityName identity, @Nullable String marker, List<AccessKeyMetadata> before, int left) {
    Outcome<ListAccessKeysResponse> page =
        calls.iam(
            "iam:ListAccessKeys of '%s'".formatted(identity),
            Effect.NONE,
            (iam, signer) ->
                checked(
                    iam.listAccessKeys(r ->
                        r.userName(identity.value())
                            .marker(marker)
                            .overrideConfiguration(signer))));
    return page.flatMap(answer -> {
      List<AccessKeyMetadata> keys = new ArrayList<>(before);
      keys.addAll(answer.accessKeyMetadata());
      boolean more = Boolean.TRUE.equals(answer.isTruncated());
      boolean canGoOn = answer.marker() != null && !answer.marker().equals(marker) && left > 1;
      return more && canGoOn
          ? pages(identity, answer.marker(), keys, left - 1)
          : new Done<>(new Keys(keys, !more));
    });
  }

  /** A list whose entries lack an id is no list that a decision may rest on. */
  private static ListAccessKeysResponse checked(ListAccessKeysResponse answer) {
    if (!answer.hasAccessKeyMetadata()) {
      throw new IllegalStateException("AccessKeyMetadata is missing");
    }
    for (AccessKeyMetadata key : answer.accessKeyMetadata()) {
      requireNonNull(key.createDate(), "CreateDate is missing");
      requireNonNull(key.status(), "Status is missing");
      if (new CredentialId(key.accessKeyId()).value().isEmpty()) {
        throw new IllegalStateException("AccessKeyId is missing");
      }
    }
    return answer;
  }

  /** The same as the SPI says it; IAM lists keys without their use. */
  Outcome<Listed> listed(IdentityName identity) {
    return keys(identity)
        .map(found ->
            new Listed(
                found.keys().stream().map(AccessKeyList::listed).toList(), found.complete()));
  }

  private static ListedCredential listed(AccessKeyMetadata key) {
    return new ListedCredential(
        new CredentialId(key.accessKeyId()),
        key.createDate(),
        key.status() == StatusType.ACTIVE,
        null);
  }

  /**
   * Only a key that is listed is asked after: AWS has no answer of its own for one that is gone.
   */
  Outcome<Optional<Instant>> lastUse(IdentityName identity, CredentialId id) {
    return listed(identity)
        .flatMap(found -> found.find(id).isPresent() ? lastUse(id) : new Done<>(Optional.empty()));
  }

  /**
   * Empty if never used, or gone since it was listed. AWS answers {@code AccessDenied} both where
   * the right is missing and for a key that it does not know yet or any more, so that is no
   * definite no: passing over it would make a key look unused.
   */
  private Outcome<Optional<Instant>> lastUse(CredentialId id) {
    Outcome<Optional<Instant>> asked =
        useOf(id, answer -> answer.accessKeyLastUsed().lastUsedDate());
    if (asked instanceof Rejected<Optional<Instant>>(Rejection why, String message)) {
      return switch (why) {
        case NOT_FOUND -> new Done<>(Optional.empty());
        case FORBIDDEN -> new Throttled<>(Failure.PAUSE, message);
        case CONFLICT, SLOTS_FULL, INVALID -> asked;
      };
    }
    return asked;
  }

  /**
   * The user of this account that has this key; empty if none has that we may see. AWS does not
   * document what it answers for an unknown key; both answers seen mean "none".
   */
  Outcome<Optional<String>> owner(CredentialId id) {
    Outcome<Optional<String>> asked = useOf(id, GetAccessKeyLastUsedResponse::userName);
    if (asked instanceof Rejected<Optional<String>>(Rejection why, String message)
        && (why == Rejection.NOT_FOUND || why == Rejection.FORBIDDEN)) {
      return new Done<>(Optional.empty());
    }
    return asked;
  }

  /** What AWS says of a key's use, whoever has the key. */
  private <T> Outcome<Optional<T>> useOf(
      CredentialId id, Function<GetAccessKeyLastUsedResponse, @Nullable T> said) {
    return calls.iam(
        "iam:GetAccessKeyLastUsed of %s".formatted(id),
        Effect.NONE,
        (iam, signer) ->
            Optional.ofNullable(
                said.apply(
                    iam.getAccessKeyLastUsed(
                        r -> r.accessKeyId(id.value()).overrideConfiguration(signer)))));
  }
}
