// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

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
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * Service tokens by their accessors; an identity is the token role that made them, or {@code
 * display/NAME} for tokens that no role made, which can be ended but not issued anew.
 */
final class Tokens implements Issuer {

  private static final JsonPointer ACCESSOR = JsonPointer.compile("/auth/accessor");
  private static final JsonPointer TOKEN = JsonPointer.compile("/auth/client_token");

  private final TokenList tokens;
  private final Calls calls;
  private final SystemTools tools;
  private final TokenProbe probe;

  Tokens(TokenList tokens, Calls calls, SystemTools tools, TokenProbe probe) {
    this.tokens = tokens;
    this.calls = calls;
    this.tools = tools;
    this.probe = probe;
  }

  @Override
  public KindCapabilities capabilities() {
    return RotatedKinds.TOKEN_CAPABILITIES;
  }

  @Override
  public Duration deadline() {
    return calls.deadline();
  }

  private static boolean byDisplayName(IdentityName identity) {
    return identity.value().startsWith(TokenEntry.BY_DISPLAY_NAME);
  }

  private Outcome<TokenRole> role(IdentityName identity) {
    return RoleName.of(
        identity,
        name ->
            calls.get(
                "read token role '%s'".formatted(name),
                List.of("auth", "token", "roles", name),
                Optional.empty(),
                answer -> TokenRole.of(name, answer)));
  }

  /** Whether the server can know the identity; that nobody has a display name cannot be told. */
  private Outcome<Boolean> known(IdentityName identity) {
    return byDisplayName(identity)
        ? new Done<>(true)
        : role(identity)
            .flatMap(role ->
                role.makesBatchTokens()
                    ? new Rejected<>(
                        Rejection.INVALID,
                        "token role '%s': token_type is %s (expected: service); nobody can list or"
                                .formatted(role.name(), role.type())
                            + " revoke batch tokens, they die at their own time")
                    : new Done<>(true));
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return known(identity)
        .flatMap(known -> of(identity))
        .map(found -> new Listed(found.stream().map(TokenEntry::listed).toList(), true));
  }

  private Outcome<List<TokenEntry>> of(IdentityName identity) {
    return tokens
        .all()
        .map(all -> all.stream().filter(token -> token.identity().equals(identity)).toList());
  }

  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    if (byDisplayName(identity)) {
      return new Rejected<>(
          Rejection.INVALID,
          "identity '%s': no token role made it (expected: a token role's name); make one by hand,"
                  .formatted(identity)
              + " or revoke the old one without a replacement");
    }
    return role(identity)
        .flatMap(role -> of(identity).flatMap(living -> issued(role, living, label)));
  }

  private Outcome<Issued> issued(TokenRole role, List<TokenEntry> living, String label) {
    return role.fit(living.isEmpty())
        .flatMap(fit ->
            TokenTraits.common(living)
                .map(traits -> created(role, traits.request(label)))
                .orElseGet(() ->
                    new Rejected<>(
                        Rejection.INVALID,
                        "token role '%s': its tokens differ in policies or metadata, or have an"
                                .formatted(role.name())
                            + " entity or a number of uses (expected: all alike, without), so it"
                            + " cannot be told what the new one is to carry; make one by hand")));
  }

  private Outcome<Issued> created(TokenRole role, byte[] request) {
    Outcome<Issued> outcome =
        calls.post(
            "issue a token by token role '%s'".formatted(role.name()),
            Effect.POSSIBLE,
            List.of("auth", "token", "create", role.name()),
            request,
            this::read);
    return outcome.map(issued -> new Issued(issued.id(), created(issued), issued.value()));
  }

  private Issued read(byte[] answer) {
    String accessor =
        JsonScan.text(answer, ACCESSOR)
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new Calls.UnexpectedAnswer("an accessor"));
    Secret token =
        JsonScan.secret(answer, TOKEN)
            .orElseThrow(() -> new Calls.UnexpectedAnswer("a client_token"));
    return new Issued(
        new CredentialId(accessor),
        tools.clock().instant(),
        CredentialValue.taking(Map.of("token", token)));
  }

  /** The server does not say with the value when it was made; our clock stands in if need be. */
  private Instant created(Issued issued) {
    return tokens.find(issued.id().value())
            instanceof Done<Optional<TokenEntry>>(Optional<TokenEntry> found)
        ? found.map(TokenEntry::created).orElse(issued.created())
        : issued.created();
  }

  /** Ends it with all tokens and leases that were made with it: an attacker's are among them. */
  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    return known(identity)
        .flatMap(known -> tokens.find(id.value()))
        .flatMap(found ->
            found.isEmpty()
                ? new Done<>(Changed.ALREADY)
                : found.get().identity().equals(identity)
                    ? unlessOwn(id)
                    : new Rejected<>(
                        Rejection.CONFLICT,
                        "token accessor %s is of '%s' (expected: '%s'); it was not touched"
                            .formatted(id, found.get().identity(), identity)));
  }

  private Outcome<Changed> unlessOwn(CredentialId id) {
    return tokens
        .own()
        .flatMap(own ->
            own.equals(id.value())
                ? new Rejected<>(
                    Rejection.CONFLICT,
                    "token accessor %s is of Rekey's own token (expected: another one); give the"
                            .formatted(id)
                        + " system another token first")
                : tokens.end(id.value()));
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
