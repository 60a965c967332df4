// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.contract.PlacesBench;
import dev.rekey.contract.PlacesContract;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Place;
import dev.rekey.words.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * All of the contract with a token that may do what is printed to be granted and nothing beside;
 * and nothing of that can be left out.
 */
@ResourceLock(RunningOpenBao.PLACES)
class PolicyContractIT extends PlacesContract {

  private final LeastBench bench = new LeastBench();

  @Override
  public PlacesBench bench() {
    return bench;
  }

  @Test
  void withoutAnyOneOfTheParagraphsForPlacesARightIsMissing() {
    Place place =
        bench.holding(
            CredentialValue.taking(
                Map.of(
                    "id", Secret.taking("id".toCharArray()),
                    "secret", Secret.taking("secret".toCharArray()))));
    List<String> paragraphs =
        bench.policy().lines().filter(line -> line.startsWith("path")).toList();
    List<String> forPlaces =
        paragraphs.stream().filter(line -> line.startsWith("path \"secret/")).toList();

    assertThat(forPlaces).hasSize(3);
    for (String left : forPlaces) {
      String token =
          bench.token(
              "lacking-" + forPlaces.indexOf(left),
              paragraphs.stream().filter(line -> !line.equals(left)).collect(Collectors.joining()));
      ContractTools tools =
          new ContractTools("file:token", () -> Secret.taking(token.toCharArray()));
      try (SystemClient client = bench.connector().open(bench.settings(), tools)) {
        assertThat(client.places().missingRights(place))
            .isInstanceOfSatisfying(
                Done.class, missing -> assertThat((List<?>) missing.value()).isNotEmpty());
      }
    }
  }

  /** The same server, reached with the least that is needed. */
  private static final class LeastBench extends OpenBaoBench {

    private final String token = token("least", policy());
    private final ContractTools tools =
        new ContractTools("file:token", () -> Secret.taking(token.toCharArray()));

    String policy() {
      return new OpenBaoConnector().rights(settings());
    }

    /** A token with this policy alone. */
    String token(String name, String policy) {
      bao.call(
          "POST",
          "sys/policies/acl/" + name,
          RunningOpenBao.JSON.createObjectNode().put("policy", policy).toString());
      return bao.call(
              "POST",
              "auth/token/create",
              "{\"policies\":[\"%s\"],\"no_default_policy\":true}".formatted(name))
          .at("/auth/client_token")
          .stringValue();
    }

    @Override
    public ContractTools tools() {
      return tools;
    }
  }
}
