// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.contract.Fault;
import dev.rekey.contract.IssuerBench;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The token roles of a real OpenBao. */
class TokenBench extends BaoBench implements IssuerBench {

  /** Shared, because all benches share one system. */
  private static final AtomicInteger ROLES = new AtomicInteger();

  TokenBench() {
    super(RunningOpenBao.of(RunningOpenBao.TOKENS));
  }

  @Override
  public Kind kind() {
    return RotatedKinds.TOKEN;
  }

  @Override
  public IdentityName identity() {
    return role("{\"allowed_policies\":[\"default\",\"app\"],\"orphan\":true}");
  }

  /** A new role with these settings. */
  IdentityName role(String settings) {
    String name = "contract-" + ROLES.incrementAndGet();
    bao.call("POST", "auth/token/roles/" + name, settings);
    return new IdentityName(name);
  }

  @Override
  public IdentityName unknownIdentity() {
    return new IdentityName("unknown-" + ROLES.incrementAndGet());
  }

  @Override
  public Set<CredentialId> existing(IdentityName identity) {
    return bao.keys("auth/token/accessors").stream()
        .filter(
            accessor -> describe(accessor).path("role").stringValue("").equals(identity.value()))
        .map(CredentialId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What the server says of a token. */
  JsonNode describe(String accessor) {
    return bao.call(
            "POST", "auth/token/lookup-accessor", "{\"accessor\":\"%s\"}".formatted(accessor))
        .path("data");
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  @Override
  public Fault otherIdentity() {
    return new Fault.Answers(
        200,
        Map.of("Content-Type", "application/json"),
        "{\"data\":{\"accessor\":\"never\",\"creation_time\":1767225600,\"display_name\":\"token\","
            + "\"meta\":null,\"num_uses\":0,\"path\":\"auth/token/create/somebody-else\","
            + "\"policies\":[\"default\"],\"role\":\"somebody-else\"}}");
  }
}
