// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.contract.ContractTools;
import dev.rekey.contract.Fault;
import dev.rekey.contract.IssuerBench;
import dev.rekey.spi.Connector;
import dev.rekey.spi.Issued;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The real server behind the proxy that spoils connections. */
class PostgresBench implements IssuerBench {

  /** Shared, because all benches share one server. */
  private static final AtomicInteger ROLES = new AtomicInteger();

  private final RunningPostgres postgres = RunningPostgres.get();
  private final PostgresProxy proxy = new PostgresProxy(postgres.address());
  private final ContractTools tools = new ContractTools("file:own", postgres::ownPassword);

  @Override
  public Connector connector() {
    return new PostgresConnector();
  }

  @Override
  public SystemSettings settings() {
    return SystemSettings.of(
        new SystemName("postgres-test"),
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            Integer.toString(proxy.port()),
            "database",
            RunningPostgres.DATABASE,
            "role",
            RunningPostgres.OWN_ROLE,
            "password",
            "file:own",
            "timeout",
            "3s"));
  }

  @Override
  public ContractTools tools() {
    return tools;
  }

  @Override
  public PostgresProxy proxy() {
    return proxy;
  }

  @Override
  public Secret refusedOwnCredential() {
    return Secret.taking("never-never-never".toCharArray());
  }

  @Override
  public Fault throttled() {
    return PostgresProxy.error("53300");
  }

  @Override
  public Fault forbidden() {
    return PostgresProxy.error("42501");
  }

  @Override
  public Kind kind() {
    return PostgresConnector.ROLE_PASSWORD;
  }

  /** A name that must be quoted wherever it stands. */
  @Override
  public IdentityName identity() {
    IdentityName name =
        new IdentityName("Contract \"%d\" o'clock\\ $$".formatted(ROLES.incrementAndGet()));
    postgres.createRole(name.value());
    return name;
  }

  @Override
  public IdentityName unknownIdentity() {
    return new IdentityName("unknown-" + ROLES.incrementAndGet());
  }

  @Override
  public Set<CredentialId> existing(IdentityName identity) {
    return postgres
        .column(
            """
            SELECT oid || '-' || left(encode(sha256(convert_to(rolpassword, 'UTF8')), 'hex'), 32)
              FROM pg_authid WHERE rolpassword IS NOT NULL AND rolname = '%s'\
            """
                .formatted(identity.value().replace("'", "''")))
        .stream()
        .map(CredentialId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  @Override
  public Issued issuedByHand(IdentityName identity) {
    String word = "by-hand-" + ROLES.incrementAndGet();
    postgres.execute(
        "ALTER ROLE %s PASSWORD '%s'".formatted(RunningPostgres.quoted(identity.value()), word));
    return new Issued(
        existing(identity).iterator().next(), Instant.now(), value(identity.value(), word));
  }

  static CredentialValue value(String role, String word) {
    return CredentialValue.taking(
        Map.of(
            "role", Secret.taking(role.toCharArray()),
            "password", Secret.taking(word.toCharArray())));
  }

  @Override
  public Fault otherIdentity() {
    return PostgresProxy.called("somebody-else");
  }
}
