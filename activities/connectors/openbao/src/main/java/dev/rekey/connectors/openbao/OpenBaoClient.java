// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

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
  private final KvPlaces places;

  OpenBaoClient(OpenBaoSettings settings, SystemTools tools) {
    this.settings = settings;
    this.calls = new Calls(settings, tools);
    this.places = new KvPlaces(settings, calls);
  }

  /**
   * Looks up our own token. Rights are granted path by path, so they can be checked only for a
   * place: {@link KvPlaces#missingRights}.
   */
  @Override
  public Outcome<Access> check() {
    return calls.get(
        "look up Rekey's own token",
        List.of("auth", "token", "lookup-self"),
        Optional.empty(),
        answer -> new Access(name(answer), List.of()));
  }

  private static String name(byte[] answer) {
    return JsonScan.text(answer, NAME)
        .orElseThrow(() -> new Calls.UnexpectedAnswer("a token's display_name"));
  }

  @Override
  public Issuer issuer(Kind kind) {
    throw new IllegalArgumentException(
        "system %s: kind '%s' (expected: none, connector openbao issues nothing yet)"
            .formatted(settings.system(), kind));
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public void close() {
    calls.close();
  }
}
