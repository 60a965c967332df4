// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import dev.rekey.spi.Access;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.Outcome;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** An open client for one server or cluster. */
final class OpenBaoClient implements SystemClient {

  private static final JsonPointer NAME = JsonPointer.compile("/data/display_name");

  private final OpenBaoSettings settings;
  private final Calls calls;
  private final BareCalls bare;
  private final KvPlaces places;
  private final RotationRights rights;
  private final SecretIds secretIds;
  private final Tokens tokens;

  OpenBaoClient(OpenBaoSettings settings, SystemTools tools) {
    this.settings = settings;
    this.calls = new Calls(settings, tools);
    this.bare = new BareCalls(settings, tools);
    this.places = new KvPlaces(settings, calls);
    AppRoles roles = new AppRoles(settings.approleMount(), calls);
    TokenList list = new TokenList(calls);
    this.rights = new RotationRights(new Policy(settings), calls);
    this.secretIds =
        new SecretIds(
            roles,
            calls,
            tools,
            new LoginTokens(roles, list, settings.endsLoginTokens()),
            new SecretIdProbe(bare, list, roles.loginPath(), new Allowance(tools.clock())));
    this.tokens = new Tokens(list, calls, tools, new TokenProbe(bare));
  }

  /**
   * Looks up our own token. Rights are granted path by path, so they can be checked only for the
   * roles that the settings name, and for a place: {@link KvPlaces#missingRights}.
   */
  @Override
  public Outcome<Access> check() {
    return calls
        .get(
            "look up Rekey's own token",
            List.of("auth", "token", "lookup-self"),
            Optional.empty(),
            OpenBaoClient::name)
        .flatMap(name -> rights.missing().map(missing -> new Access(name, missing)));
  }

  private static String name(byte[] answer) {
    return JsonScan.text(answer, NAME)
        .orElseThrow(() -> new Calls.UnexpectedAnswer("a token's display_name"));
  }

  @Override
  public Issuer issuer(Kind kind) {
    if (kind.equals(RotatedKinds.SECRET_ID)) {
      return secretIds;
    }
    if (kind.equals(RotatedKinds.TOKEN)) {
      return tokens;
    }
    throw new IllegalArgumentException(
        "system %s: kind '%s' (expected: %s or %s)"
            .formatted(settings.system(), kind, RotatedKinds.SECRET_ID, RotatedKinds.TOKEN));
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public void close() {
    calls.close();
    bare.close();
  }
}
