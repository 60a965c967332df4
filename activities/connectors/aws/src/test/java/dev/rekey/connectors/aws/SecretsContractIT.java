// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.PlacesBench;
import dev.rekey.contract.PlacesContract;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Place;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretsContractIT extends PlacesContract {

  private final SecretsBench bench = new SecretsBench();

  @Override
  public PlacesBench bench() {
    return bench;
  }

  @Test
  void theLabelOfThePreviousVersionIsTakenFromTheLeakedOne() {
    Place place = Place.of(new SystemName("aws-test"), "secretsmanager/one-text", textAlone());
    bench.create("one-text", "leaked");
    Places places = client().places();
    Reading before = ((Done<Reading>) places.read(place)).value();

    assertThat(places.write(place, secret("fresh"), before.version())).isInstanceOf(Done.class);
    assertThat(bench.labels("one-text")).containsKeys("AWSCURRENT", "AWSPREVIOUS");
    assertThat(places.destroyVersions(place, secret("leaked"))).isEqualTo(new Done<>(1));

    assertThat(bench.labels("one-text")).containsKey("AWSCURRENT").doesNotContainKey("AWSPREVIOUS");
    assertThat(bench.document("one-text")).isEqualTo("fresh");
  }

  private static Map<String, String> textAlone() {
    return Map.of("secret", "text");
  }

  private static CredentialValue secret(String text) {
    return CredentialValue.taking(Map.of("secret", Secret.taking(text.toCharArray())));
  }

  /** Secrets Manager's secrets; what has no label does not count as readable. */
  private static final class SecretsBench extends AwsPlacesBench {

    private final SecretsManagerClient secrets = RunningAws.get().secrets();

    SecretsBench() {
      super(seen -> seen.body().contains("\"RemoveFromVersionId\""));
    }

    @Override
    String store() {
      return "secretsmanager/";
    }

    @Override
    void create(String name, String document) {
      secrets.createSecret(r -> r.name(name).secretString(document));
    }

    @Override
    String document(String name) {
      return secrets.getSecretValue(r -> r.secretId(name)).secretString();
    }

    @Override
    void overwrite(String name, String document) {
      secrets.putSecretValue(r -> r.secretId(name).secretString(document));
    }

    /** Label to version. */
    Map<String, String> labels(String name) {
      Map<String, String> labels = new java.util.TreeMap<>();
      secrets
          .listSecretVersionIds(r -> r.secretId(name).includeDeprecated(true))
          .versions()
          .forEach(version ->
              version.versionStages().forEach(label -> labels.put(label, version.versionId())));
      return labels;
    }

    @Override
    public void remove(Place place) {
      secrets.deleteSecret(r -> r.secretId(name(place)).forceDeleteWithoutRecovery(true));
    }

    @Override
    public boolean keepsVersions() {
      return true;
    }

    @Override
    public int versionsKept() {
      return 1;
    }

    @Override
    public int readableVersionsHolding(Place place, CredentialValue value) {
      return (int)
          labels(name(place)).values().stream()
              .distinct()
              .map(version ->
                  secrets
                      .getSecretValue(r -> r.secretId(name(place)).versionId(version))
                      .secretString())
              .filter(document -> document.contains(text(value, "secret")))
              .count();
    }
  }
}
