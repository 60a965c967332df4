// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.PlacesBench;
import dev.rekey.contract.PlacesContract;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Place;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ParametersContractIT extends PlacesContract {

  private final ParametersBench bench = new ParametersBench();

  @Override
  public PlacesBench bench() {
    return bench;
  }

  @Test
  void aSecureParameterStaysOneUnderItsOwnKey() {
    bench.parameters.putParameter(r ->
        r.name("/contract/secure")
            .value("old")
            .type(ParameterType.SECURE_STRING)
            .keyId("alias/ours"));
    Place place =
        Place.of(new SystemName("aws-test"), "ssm/contract/secure", Map.of("secret", "text"));
    Reading before = ((Done<Reading>) client().places().read(place)).value();
    CredentialValue fresh =
        CredentialValue.taking(Map.of("secret", Secret.taking("fresh".toCharArray())));

    assertThat(client().places().write(place, fresh, before.version())).isInstanceOf(Done.class);

    var now =
        bench.parameters.describeParameters(r ->
            r.parameterFilters(f -> f.key("Name").option("Equals").values("/contract/secure")));
    assertThat(now.parameters())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.type()).isEqualTo(ParameterType.SECURE_STRING);
          assertThat(one.keyId()).isEqualTo("alias/ours");
          assertThat(one.version()).isEqualTo(2);
        });
    assertThat(bench.document("contract/secure")).isEqualTo("fresh");
  }

  /** Systems Manager's parameters; nothing makes an earlier version of them unreadable. */
  private static final class ParametersBench extends AwsPlacesBench {

    private final SsmClient parameters = RunningAws.get().parameters();

    ParametersBench() {
      super(seen -> seen.body().contains("\"Overwrite\""));
    }

    @Override
    String store() {
      return "ssm/";
    }

    @Override
    void create(String name, String document) {
      parameters.putParameter(r ->
          r.name("/" + name)
              .value(document)
              .type(ParameterType.SECURE_STRING)
              .tier(ParameterTier.ADVANCED));
    }

    @Override
    String document(String name) {
      return parameters
          .getParameter(r -> r.name("/" + name).withDecryption(true))
          .parameter()
          .value();
    }

    @Override
    void overwrite(String name, String document) {
      parameters.putParameter(r -> r.name("/" + name).value(document).overwrite(true));
    }

    @Override
    public void remove(Place place) {
      parameters.deleteParameter(r -> r.name("/" + name(place)));
    }

    @Override
    public boolean keepsVersions() {
      return false;
    }

    @Override
    public int readableVersionsHolding(Place place, CredentialValue value) {
      return 0;
    }
  }
}
