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

/** The AppRole engine of a real OpenBao. */
class SecretIdBench extends BaoBench implements IssuerBench {

  /** Shared, because all benches share one system. */
  private static final AtomicInteger ROLES = new AtomicInteger();

  SecretIdBench() {
    super(RunningOpenBao.of(RunningOpenBao.SECRET_IDS));
  }

  @Override
  public Kind kind() {
    return RotatedKinds.SECRET_ID;
  }

  @Override
  public IdentityName identity() {
    return role("{\"token_policies\":[\"default\"],\"token_ttl\":\"1h\"}");
  }

  /** A new role with these settings. */
  IdentityName role(String settings) {
    String name = "contract-" + ROLES.incrementAndGet();
    bao.call("POST", "auth/approle/role/" + name, settings);
    return new IdentityName(name);
  }

  @Override
  public IdentityName unknownIdentity() {
    return new IdentityName("unknown-" + ROLES.incrementAndGet());
  }

  @Override
  public Set<CredentialId> existing(IdentityName identity) {
    return bao.keys("auth/approle/role/%s/secret-id".formatted(identity)).stream()
        .map(CredentialId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  /** With a token that takes no second call to be ended. */
  @Override
  public Fault otherIdentity() {
    return new Fault.Answers(
        200,
        Map.of("Content-Type", "application/json"),
        "{\"auth\":{\"client_token\":\"s.NeverNeverNeverNeverNever1\",\"accessor\":\"never\","
            + "\"token_type\":\"batch\",\"metadata\":{\"role_name\":\"somebody-else\"}}}");
  }
}
