// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rekey.spi.Connector;
import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Kind;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What holds for a connector before it makes a call. */
interface ConnectorContract {

  Bench bench();

  SystemClient client();

  @Test
  default void isFoundByTheServiceLoaderUnderItsName() {
    assertThat(ServiceLoader.load(Connector.class))
        .filteredOn(found -> found.name().equals(bench().connector().name()))
        .singleElement()
        .isInstanceOf(bench().connector().getClass());
  }

  @Test
  default void namesAndExplainsItsSettings() {
    assertThat(bench().connector().name()).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    assertThat(bench().connector().settings()).isNotEmpty();
    assertThat(bench().connector().settings()).extracting(Setting::name).doesNotHaveDuplicates();
    assertThat(bench().connector().settings())
        .allSatisfy(setting -> {
          assertThat(setting.name()).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
          assertThat(setting.meaning()).endsWith(".");
        });
  }

  @Test
  default void declaresEachKindUnderItsOwnName() {
    bench()
        .connector()
        .kinds()
        .forEach((kind, capabilities) -> {
          assertThat(capabilities.kind()).isEqualTo(kind);
          assertThat(client().issuer(kind).capabilities()).isEqualTo(capabilities);
        });
  }

  @Test
  default void opensWithoutACallAndWithoutAskingForItsOwnCredential() {
    int calls = bench().proxy().received();
    int asked = bench().tools().asked();

    bench().connector().open(bench().settings(), bench().tools()).close();

    assertThat(bench().proxy().received()).isEqualTo(calls);
    assertThat(bench().tools().asked()).isEqualTo(asked);
  }

  @Test
  default void namesTheSystemAndEveryMissingSettingAtOnce() {
    SystemSettings nothing = SystemSettings.of(bench().settings().system(), Map.of());

    Throwable refused =
        catchThrowable(() -> bench().connector().open(nothing, bench().tools()).close());

    assertThat(refused).isInstanceOf(IllegalArgumentException.class);
    assertThat(refused).hasMessageContaining(bench().settings().system().value());
    for (Setting setting : bench().connector().settings()) {
      if (setting.required()) {
        assertThat(refused).hasMessageContaining("'" + setting.name() + "'");
      }
    }
  }

  @Test
  default void refusesAKindThatItDoesNotDeclare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client().issuer(new Kind("no-such-kind")))
        .withMessageContaining("no-such-kind");
  }

  @Test
  default void holdsPlacesOnlyIfItSaysSo() {
    if (bench().connector().holdsPlaces()) {
      assertThat(client().places()).isNotNull();
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> client().places());
    }
  }
}
