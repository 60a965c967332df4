// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * All that a connector must do whose systems hold places. A connector's test extends this and gives
 * a bench; it may add tests for what only its system does.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PlacesContract
    implements ConnectorContract,
        AccessContract,
        FaultContract,
        ReadContract,
        WriteContract,
        DestroyContract {

  private @Nullable PlacesStage stage;

  /** The system under test; the same one for all tests of a class. */
  @Override
  public abstract PlacesBench bench();

  @Override
  public final PlacesStage stage() {
    PlacesStage open = stage;
    if (open == null) {
      open = new PlacesStage(bench());
      stage = open;
    }
    return open;
  }

  @Override
  public final SystemClient client() {
    return stage().client();
  }

  @Override
  public final Witness witness() {
    return stage().witness();
  }

  @Override
  public final Supplier<Outcome<?>> aRead() {
    Place place = bench().holding(stage().fresh());
    return () -> stage().places().read(place);
  }

  @Override
  public final Supplier<Outcome<?>> aWrite() {
    Place place = bench().holding(stage().fresh());
    PlaceVersion version = stage().version(place);
    CredentialValue value = stage().fresh();
    return () -> stage().places().write(place, value, version);
  }

  @AfterEach
  final void endsFaultsAndFindsNothingGivenAway() {
    stage().restore();
    witness().assertNothingWasGivenAway();
  }

  @AfterAll
  final void closesTheClient() {
    stage().close();
  }
}
