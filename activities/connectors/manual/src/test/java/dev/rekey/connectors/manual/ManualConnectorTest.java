// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.spi.Budget;
import dev.rekey.spi.Connector;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import dev.rekey.words.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A system that nothing speaks to claims nothing. */
@Timeout(60)
class ManualConnectorTest {

  private static final SystemName NAME = new SystemName("smartsheet");
  private static final IdentityName IDENTITY = new IdentityName("svc-sheets");

  private final Connector connector =
      ServiceLoader.load(Connector.class).stream()
          .map(ServiceLoader.Provider::get)
          .findFirst()
          .orElseThrow();

  private SystemClient open(Map<String, String> settings) {
    return connector.open(SystemSettings.of(NAME, settings), new NoTools());
  }

  @Test
  void itsKindsAreThoseThatItsSettingsName() {
    SystemSettings settings = SystemSettings.of(NAME, Map.of("kinds", "api-token, password"));

    assertThat(connector.kinds(settings).keySet())
        .containsExactly(new Kind("api-token"), new Kind("password"));
    assertThat(connector.kinds(settings).values()).allMatch(KindCapabilities::byHand);
    assertThat(connector.kinds(SystemSettings.of(NAME, Map.of())).keySet())
        .containsExactly(new Kind("credential"));
    assertThat(connector.holdsPlaces()).isTrue();
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    Map<String, String> wrong =
        Map.of("kinds", "api token", "hands", "No Team", "title", "x".repeat(101));

    assertThatThrownBy(() -> open(wrong).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setting 'kinds'")
        .hasMessageContaining("setting 'hands'")
        .hasMessageContaining("setting 'title': 101 characters (expected: 1 to 100)");
  }

  @Test
  void nothingThatItSaysCouldPassForProof() {
    try (SystemClient client = open(Map.of())) {
      Issuer issuer = client.issuer(new Kind("credential"));

      assertThat(issuer.list(IDENTITY))
          .isEqualTo(new Outcome.Done<>(new Listed(List.of(), /* complete= */ false)));
      assertThat(issuer.probeNonsense()).isInstanceOf(Verdict.Undecided.class);
      assertThat(issuer.issue(IDENTITY, "label")).isInstanceOf(Outcome.Rejected.class);
      assertThat(issuer.revoke(IDENTITY, new CredentialId("token-1")))
          .isInstanceOf(Outcome.Rejected.class);
      assertThatThrownBy(() -> client.issuer(new Kind("password")))
          .hasMessageContaining("expected: one of [credential]");
      Place form = Place.of(NAME, "Admin/Integrations", Map.of("secret", "API token"));
      assertThat(client.places().reach()).isEqualTo(Places.Reach.NOTHING);
      assertThat(client.places().read(form)).isInstanceOf(Outcome.Rejected.class);
    }
  }

  private record NoTools() implements SystemTools {

    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }

    @Override
    public Secret secret(String reference) {
      throw new IllegalStateException(reference);
    }

    @Override
    public Budget budget() {
      return Budget.UNLIMITED;
    }
  }
}
