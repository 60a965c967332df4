// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.spi.Access;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed to be granted is the least; that it is enough, the contract shows. */
@Timeout(120)
class GrantsIT {

  private final RunningPostgres postgres = RunningPostgres.get();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void withoutAnyOneOfTheGrantsARightIsMissing(int left) {
    String role = "lacking_" + left;
    List<String> grants = new Grants(role, RunningPostgres.DATABASE).always();
    postgres.execute("CREATE ROLE %s LOGIN PASSWORD 'own'".formatted(role));
    for (int i = 0; i < grants.size(); i++) {
      if (i != left) {
        postgres.execute(grants.get(i));
      }
    }

    assertThat(access(role).missing()).hasSize(1);
    postgres.execute(grants.get(left));
    assertThat(access(role).missing()).isEmpty();
  }

  /** Of a role of its own: the others' tests run beside this one and need their rights. */
  @Test
  void missingRightsAreNamedAsTheStatementsThatGrantThem() {
    postgres.execute(
        "CREATE ROLE lacking_two LOGIN CREATEROLE PASSWORD 'own'",
        "GRANT pg_read_all_stats TO lacking_two");

    Access access = access("lacking_two");
    assertThat(access.identity()).isEqualTo("lacking_two");
    assertThat(access.missing())
        .containsExactly(
            "GRANT SELECT ON pg_catalog.pg_authid TO \"lacking_two\" (in database rekey)",
            "GRANT pg_signal_backend TO \"lacking_two\"");
  }

  private Access access(String role) {
    SystemSettings settings =
        SystemSettings.of(
            new SystemName("postgres-test"),
            Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(postgres.address().getPort()),
                "database",
                RunningPostgres.DATABASE,
                "role",
                role,
                "password",
                "file:own"));
    ContractTools tools = new ContractTools("file:own", () -> Secret.taking("own".toCharArray()));
    PostgresConnector connector = new PostgresConnector();
    assertThat(connector.rights(settings)).contains("\"" + role + "\"");
    try (SystemClient client = connector.open(settings, tools)) {
      return ((Done<Access>) client.check()).value();
    }
  }
}
