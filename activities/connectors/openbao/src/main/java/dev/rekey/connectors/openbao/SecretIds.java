// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.connectors.openbao.AppRoles.Sight;
import dev.rekey.documents.JsonScan;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.spi.SystemTools;
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
import java.util.Map;
import tools.jackson.core.JsonPointer;

/**
 * The secret-ids of AppRole roles; an identity is a role of the system's one AppRole engine, an id
 * is a secret-id's accessor.
 */
final class SecretIds implements Issuer {

  private static final JsonPointer ACCESSOR = JsonPointer.compile("/data/secret_id_accessor");
  private static final JsonPointer SECRET_ID = JsonPointer.compile("/data/secret_id");

  private final AppRoles roles;
  private final Calls calls;
  private final SystemTools tools;
  private final LoginTokens loginTokens;
  private final SecretIdProbe probe;

  SecretIds(
      AppRoles roles,
      Calls calls,
      SystemTools tools,
      LoginTokens loginTokens,
      SecretIdProbe probe) {
    this.roles = roles;
    this.calls = calls;
    this.tools = tools;
    this.loginTokens = loginTokens;
    this.probe = probe;
  }

  @Override
  public KindCapabilities capabilities() {
    return RotatedKinds.SECRET_ID_CAPABILITIES;
  }

  @Override
  public Duration deadline() {
    return calls.deadline();
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return RoleName.of(
        identity,
        role ->
            roles
                .uses(role)
                .flatMap(uses -> roles.living(role))
                .map(living ->
                    new Listed(living.stream().map(SecretIdEntry::listed).toList(), true)));
  }

  /** The new one carries what all living ones of the role carry beside what the role says. */
  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    return RoleName.of(
        identity,
        role ->
            roles
                .uses(role)
                .flatMap(uses -> unlimited(role, uses))
                .flatMap(uses -> roles.living(role))
                .flatMap(living ->
                    SecretIdTraits.common(living)
                        .map(traits -> issued(role, traits.request(label)))
                        .orElseGet(() -> differing(role))));
  }

  /** Trying the new one, as often as proving it takes, would leave its consumer without uses. */
  private static Outcome<Long> unlimited(String role, long uses) {
    return uses == 0
        ? new Done<>(uses)
        : new Rejected<>(
            Rejection.INVALID,
            "AppRole role '%s': secret_id_num_uses is %d (expected: 0); proving a secret-id uses it"
                    .formatted(role, uses)
                + " up; make one by hand, or revoke the old one without a replacement");
  }

  private static Outcome<Issued> differing(String role) {
    return new Rejected<>(
        Rejection.INVALID,
        "AppRole role '%s': its secret-ids differ in metadata or bound networks (expected: all"
                .formatted(role)
            + " alike), so it cannot be told what the new one is to carry; make one by hand");
  }

  private Outcome<Issued> issued(String role, byte[] request) {
    return roles
        .roleId(role)
        .flatMap(roleId -> {
          Outcome<Issued> outcome =
              calls.post(
                  "issue a secret-id for AppRole role '%s'".formatted(role),
                  Effect.POSSIBLE,
                  roles.path(role, "secret-id"),
                  request,
                  answer -> read(answer, roleId));
          if (!(outcome instanceof Done<Issued>)) {
            roleId.close();
          }
          return outcome.map(
              issued -> new Issued(issued.id(), created(role, issued), issued.value()));
        });
  }

  private Issued read(byte[] answer, Secret roleId) {
    String accessor =
        JsonScan.text(answer, ACCESSOR)
            .orElseThrow(() -> new Calls.UnexpectedAnswer("a secret_id_accessor"));
    Secret secretId =
        JsonScan.secret(answer, SECRET_ID)
            .orElseThrow(() -> new Calls.UnexpectedAnswer("a secret_id"));
    return new Issued(
        new CredentialId(accessor),
        tools.clock().instant(),
        CredentialValue.taking(Map.of("role-id", roleId, "secret-id", secretId)));
  }

  /** The server does not say with the value when it was made; our clock stands in if need be. */
  private Instant created(String role, Issued issued) {
    return roles.find(role, issued.id().value())
            instanceof Done<Sight>(Sight.Living(SecretIdEntry entry))
        ? entry.created()
        : issued.created();
  }

  /**
   * Destroys it, and ends the tokens that were got with it. The list is asked first: to destroy one
   * that is gone is answered like a server's failure.
   */
  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    return RoleName.of(
        identity,
        role ->
            roles
                .uses(role)
                .flatMap(uses -> roles.accessors(role))
                .flatMap(accessors ->
                    accessors.contains(id.value()) ? destroyed(role, id) : missing(role, id)));
  }

  private Outcome<Changed> destroyed(String role, CredentialId id) {
    return loginTokens
        .before(role, id)
        .flatMap(ended ->
            calls.post(
                "destroy secret-id accessor %s of AppRole role '%s'".formatted(id, role),
                Effect.POSSIBLE,
                roles.path(role, "secret-id-accessor", "destroy"),
                AppRoles.named(id.value()),
                Calls.silence(Changed.NOW)))
        .flatMap(changed -> loginTokens.after(id).map(ended -> changed));
  }

  private Outcome<Changed> missing(String role, CredentialId id) {
    return roles
        .find(role, id.value())
        .flatMap(sight ->
            switch (sight) {
              case Sight.Gone gone -> loginTokens.after(id).map(ended -> Changed.ALREADY);
              case Sight.Hidden hidden ->
                  new Rejected<>(
                      Rejection.CONFLICT,
                      "secret-id accessor %s is another role's (expected: '%s'); it was not touched"
                          .formatted(id, role));
              case Sight.Living living ->
                  new Throttled<>(
                      Calls.PAUSE,
                      "AppRole role '%s' has secret-id accessor %s but does not list it"
                          .formatted(role, id));
            });
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
