// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;

/** Decides what AWS would answer to a call, lets moto do the work, and writes both down. */
final class Gatekeeper {
  private static final Set<String> READS = Set.of("Get", "List", "Generate", "Simulate");

  /** Authenticated, but not allowed to: a use of the key all the same. */
  private static final String NOT_ALLOWED = "AccessDenied";

  private final Upstream moto;
  private final SecretLabels labels;
  private final IamClient admin;
  private final Keys keys;
  private final Faults faults;
  private final Journal journal;
  private final Clock clock;

  Gatekeeper(
      Upstream moto,
      SecretLabels labels,
      IamClient admin,
      Keys keys,
      Faults faults,
      Journal journal,
      Clock clock) {
    this.moto = moto;
    this.labels = labels;
    this.admin = admin;
    this.keys = keys;
    this.faults = faults;
    this.journal = journal;
    this.clock = clock;
  }

  /** The answer; empty if the caller shall hear nothing. */
  Optional<AwsAnswer> answer(AwsRequest request) throws IOException {
    Instant arrived = clock.instant();
    Optional<Fault> fault = faults.of(request);
    if (fault.isPresent() && !fault.get().isCarriedOut()) {
      Optional<AwsAnswer> heard = heard(fault.get(), request);
      note(arrived, request, false, Optional.empty(), Optional.of(word(fault.get(), heard)));
      return heard;
    }
    AwsAnswer answer = judge(request, arrived);
    Optional<String> made = answer.succeeded() ? learn(request, answer) : Optional.empty();
    if (answer.succeeded() || answer.errorCode().filter(NOT_ALLOWED::equals).isPresent()) {
      noteUse(request, arrived);
    }
    Optional<AwsAnswer> heard =
        fault.isPresent() ? heard(fault.get(), request) : Optional.of(answer);
    Optional<String> error = fault.map(present -> word(present, heard)).or(answer::errorCode);
    note(arrived, request, answer.succeeded(), made, error);
    return heard;
  }

  private AwsAnswer judge(AwsRequest request, Instant now) throws IOException {
    Optional<AwsRequest.Signer> signer = request.signer();
    Optional<Keys.State> visible = signer.flatMap(by -> keys.visible(by.keyId(), now));
    if (signer.isPresent() && visible.isPresent()) {
      if (visible.get() != Keys.State.ACTIVE) {
        return AwsAnswer.invalidKey(signer.get().service());
      }
      if (keys.actual(signer.get().keyId()).orElseThrow() == Keys.State.DELETED) {
        return deletedButStillSeen(request, signer.get());
      }
    }
    if (service(request).equals(SecretLabels.SERVICE)) {
      return labels.send(request);
    }
    AwsAnswer answer = moto.send(request);
    boolean lastUse = request.action().equals("GetAccessKeyLastUsed") && answer.succeeded();
    return lastUse ? answer.withLastUse(request.subject().flatMap(keys::lastUse)) : answer;
  }

  /**
   * moto has forgotten the key, the world has not. Only {@code GetCallerIdentity} is answered in
   * its place: that is what tells whether a key works.
   */
  private AwsAnswer deletedButStillSeen(AwsRequest request, AwsRequest.Signer signer) {
    Optional<Signature.Secret> secret = keys.secret(signer.keyId());
    if (secret.isEmpty() || !request.action().equals("GetCallerIdentity")) {
      return AwsAnswer.invalidKey(signer.service());
    }
    if (!Signature.isBy(secret.get(), request, signer)) {
      return AwsAnswer.wrongSignature(signer.service());
    }
    String name = keys.user(signer.keyId()).orElseThrow();
    User user = admin.getUser(get -> get.userName(name)).user();
    String account = user.arn().split(":", -1)[4];
    return AwsAnswer.callerIdentity(user.arn(), user.userId(), account);
  }

  /**
   * Follows what was written.
   *
   * @return the id of a key that was made by the call
   */
  private Optional<String> learn(AwsRequest request, AwsAnswer answer) {
    Instant now = clock.instant();
    switch (request.action()) {
      case "CreateAccessKey" -> {
        String id = answer.element("AccessKeyId").orElseThrow();
        String user = answer.element("UserName").orElseThrow();
        Signature.Secret secret =
            new Signature.Secret(answer.element("SecretAccessKey").orElseThrow());
        keys.created(id, user, secret, now);
        return Optional.of(id);
      }
      case "UpdateAccessKey" -> {
        boolean active = "Active".equals(request.parameters().get("Status"));
        Keys.State state = active ? Keys.State.ACTIVE : Keys.State.INACTIVE;
        request.subject().ifPresent(id -> keys.changed(id, state, now));
      }
      case "DeleteAccessKey" ->
          request.subject().ifPresent(id -> keys.changed(id, Keys.State.DELETED, now));
      default -> {}
    }
    return Optional.empty();
  }

  private void noteUse(AwsRequest request, Instant at) {
    request
        .signer()
        .ifPresent(by -> keys.used(by.keyId(), new Keys.Use(at, by.service(), by.region())));
  }

  private static Optional<AwsAnswer> heard(Fault fault, AwsRequest request) {
    String service = service(request);
    return switch (fault) {
      case THROTTLED -> Optional.of(AwsAnswer.throttled(service));
      case DENIED -> Optional.of(AwsAnswer.denied(service));
      case BROKEN, BROKEN_AFTER -> Optional.of(AwsAnswer.broken(service));
      case CUT_BEFORE, ANSWER_LOST -> Optional.empty();
    };
  }

  private static String word(Fault fault, Optional<AwsAnswer> heard) {
    return heard.flatMap(AwsAnswer::errorCode).orElse(fault.name());
  }

  private void note(
      Instant at,
      AwsRequest request,
      boolean accepted,
      Optional<String> made,
      Optional<String> error) {
    String service = service(request);
    boolean read = READS.stream().anyMatch(request.action()::startsWith);
    if (service.equals("iam") && read) {
      return;
    }
    journal.add(
        new Call(
            at,
            service,
            request.action(),
            request.signer().map(AwsRequest.Signer::keyId),
            made.or(request::subject),
            request.userName(),
            accepted,
            error));
  }

  private static String service(AwsRequest request) {
    return request.signer().map(AwsRequest.Signer::service).orElse("iam");
  }
}
