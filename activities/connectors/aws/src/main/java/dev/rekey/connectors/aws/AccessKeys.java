// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.util.Objects.requireNonNull;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.IamResponse;
import software.amazon.awssdk.services.iam.model.StatusType;

/** The access keys of IAM users; an identity is a user's name, without its path. */
final class AccessKeys implements Issuer {

  private final KindCapabilities capabilities;
  private final Calls calls;
  private final AccessKeyList list;
  private final AccessKeyProbe probe;

  AccessKeys(KindCapabilities capabilities, Calls calls, AccessKeyProbe probe) {
    this.capabilities = capabilities;
    this.calls = calls;
    this.list = new AccessKeyList(calls);
    this.probe = probe;
  }

  @Override
  public KindCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public Duration deadline() {
    return calls.deadline();
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return list.listed(identity);
  }

  @Override
  public Outcome<Optional<Instant>> lastUsed(IdentityName identity, CredentialId id) {
    return list.lastUse(identity, id);
  }

  /** The label is not used: AWS keeps none with an access key. */
  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    return calls.iam(
        "iam:CreateAccessKey for '%s'".formatted(identity),
        Effect.POSSIBLE,
        (iam, signer) ->
            issued(
                iam.createAccessKey(r -> r.userName(identity.value()).overrideConfiguration(signer))
                    .accessKey()));
  }

  /** Whatever is missing in the answer makes the issue unknown, not done: the key may exist. */
  private static Issued issued(AccessKey key) {
    String id = requireNonNull(key.accessKeyId(), "AccessKeyId is missing");
    String secret = requireNonNull(key.secretAccessKey(), "SecretAccessKey is missing");
    return new Issued(
        new CredentialId(id),
        requireNonNull(key.createDate(), "CreateDate is missing"),
        CredentialValue.taking(
            Map.of(
                "id", Secret.taking(id.toCharArray()),
                "secret", Secret.taking(secret.toCharArray()))));
  }

  @Override
  public Outcome<Changed> disable(IdentityName identity, CredentialId id) {
    return turn(identity, id, StatusType.INACTIVE);
  }

  @Override
  public Outcome<Changed> enable(IdentityName identity, CredentialId id) {
    return turn(identity, id, StatusType.ACTIVE);
  }

  /**
   * AWS does not say whether a key had that status already, so the list is asked first; the change
   * is sent in any case, because the list may lag behind.
   */
  private Outcome<Changed> turn(IdentityName identity, CredentialId id, StatusType to) {
    return list.keys(identity)
        .flatMap(listed -> {
          Optional<AccessKeyMetadata> found = find(listed.keys(), id);
          if (found.isEmpty()) {
            return new Rejected<>(
                Rejection.NOT_FOUND, "user '%s' has no access key %s".formatted(identity, id));
          }
          Changed changed = found.get().status() == to ? Changed.ALREADY : Changed.NOW;
          return calls.iam(
              "iam:UpdateAccessKey %s of '%s'".formatted(id, identity),
              Effect.POSSIBLE,
              (iam, signer) -> {
                confirmed(
                    iam.updateAccessKey(r ->
                        r.userName(identity.value())
                            .accessKeyId(id.value())
                            .status(to)
                            .overrideConfiguration(signer)));
                return changed;
              });
        });
  }

  /**
   * These two answers say nothing but the request's id, and the SDK takes any 200 for them, a
   * log-in page's too. Without that id it is not known who answered.
   */
  private static void confirmed(IamResponse answer) {
    String requestId = answer.responseMetadata().requestId();
    if (requestId == null || requestId.isEmpty() || requestId.equals("UNKNOWN")) {
      throw new IllegalStateException("RequestId is missing");
    }
  }

  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    Outcome<Changed> deleted =
        calls.iam(
            "iam:DeleteAccessKey %s of '%s'".formatted(id, identity),
            Effect.POSSIBLE,
            (iam, signer) -> {
              confirmed(
                  iam.deleteAccessKey(r ->
                      r.userName(identity.value())
                          .accessKeyId(id.value())
                          .overrideConfiguration(signer)));
              return Changed.NOW;
            });
    if (deleted instanceof Rejected<Changed>(Rejection why, String message)
        && why == Rejection.NOT_FOUND) {
      return gone(identity, id);
    }
    return deleted;
  }

  /**
   * "No such entity" may mean that the key is gone, that the user is unknown, or that the key lives
   * on under another user. Only the first is what was asked for.
   */
  private Outcome<Changed> gone(IdentityName identity, CredentialId id) {
    return list.keys(identity)
        .flatMap(listed -> {
          if (find(listed.keys(), id).isPresent()) {
            return new Throttled<>(
                Failure.PAUSE,
                "user '%s' still lists access key %s although AWS says that it does not exist"
                    .formatted(identity, id));
          }
          return list.owner(id)
              .flatMap(owner ->
                  owner.isEmpty()
                      ? new Done<>(Changed.ALREADY)
                      : elsewhere(identity, id, owner.get()));
        });
  }

  private static Outcome<Changed> elsewhere(IdentityName identity, CredentialId id, String owner) {
    return owner.equals(identity.value())
        ? new Throttled<>(
            Failure.PAUSE,
            "AWS says both that user '%s' has access key %s and that it does not"
                .formatted(identity, id))
        : new Rejected<>(
            Rejection.CONFLICT,
            "access key %s belongs to another user (expected: '%s'); it was not touched"
                .formatted(id, identity));
  }

  private static Optional<AccessKeyMetadata> find(List<AccessKeyMetadata> keys, CredentialId id) {
    return keys.stream().filter(key -> key.accessKeyId().equals(id.value())).findFirst();
  }

  @Override
  public Verdict probe(CredentialValue value) {
    return probe.probe(value);
  }

  @Override
  public Verdict probeNonsense() {
    return probe.probeNonsense();
  }
}
