// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.BentConnector;
import dev.rekey.contract.ContractRun;
import dev.rekey.contract.IssuerBench;
import dev.rekey.contract.IssuerContract;
import dev.rekey.spi.Connector;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract finds connectors of pairs that are wrong. */
@Timeout(120)
class DualContractBitesIT {

  private static volatile FlawedPair.Flaw underTest = FlawedPair.Flaw.values()[0];

  /** Run by the test below only. */
  static final class Flawed extends IssuerContract {

    private final DualBench bench =
        new DualBench() {
          @Override
          public Connector connector() {
            FlawedPair.Flaw flaw = underTest;
            return BentConnector.issuing(
                new PostgresConnector(), issuer -> new FlawedPair(issuer, flaw));
          }
        };

    @Override
    public IssuerBench bench() {
      return bench;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlawIsFoundByTheTestThatIsMeantToFindIt(FlawedPair.Flaw flaw) {
    underTest = flaw;
    assertThat(ContractRun.failures(Flawed.class, flaw.foundBy())).isNotEmpty();
  }
}
