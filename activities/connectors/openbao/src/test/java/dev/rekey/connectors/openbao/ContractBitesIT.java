// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.BentConnector;
import dev.rekey.contract.ContractRun;
import dev.rekey.contract.IssuerBench;
import dev.rekey.contract.IssuerContract;
import dev.rekey.contract.PlacesBench;
import dev.rekey.contract.PlacesContract;
import dev.rekey.spi.Connector;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract finds connectors that are wrong. */
@Timeout(120)
@ResourceLock(RunningOpenBao.PLACES)
@ResourceLock(RunningOpenBao.TOKENS)
@ResourceLock(RunningOpenBao.SECRET_IDS)
class ContractBitesIT {

  private static volatile Flaw underTest = Flaw.values()[0];

  /** Run by the test below only. */
  static final class Flawed extends PlacesContract {

    private final OpenBaoBench bench =
        new OpenBaoBench() {
          @Override
          public Connector connector() {
            Flaw flaw = underTest;
            return BentConnector.placing(
                new OpenBaoConnector(), places -> new FlawedPlaces(places, flaw));
          }
        };

    @Override
    public PlacesBench bench() {
      return bench;
    }
  }

  private static volatile IssuerFlaw issuerUnderTest = IssuerFlaw.values()[0];

  private static Connector flawedIssuers() {
    IssuerFlaw flaw = issuerUnderTest;
    return BentConnector.issuing(new OpenBaoConnector(), issuer -> new FlawedIssuer(issuer, flaw));
  }

  /** Run by the test below only. */
  static final class FlawedTokens extends IssuerContract {

    private final TokenBench bench =
        new TokenBench() {
          @Override
          public Connector connector() {
            return flawedIssuers();
          }
        };

    @Override
    public IssuerBench bench() {
      return bench;
    }
  }

  /** Run by the test below only. */
  static final class FlawedSecretIds extends IssuerContract {

    private final SecretIdBench bench =
        new SecretIdBench() {
          @Override
          public Connector connector() {
            return flawedIssuers();
          }
        };

    @Override
    public IssuerBench bench() {
      return bench;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlawOfAnIssuerIsFoundByTheTestThatIsMeantToFindIt(IssuerFlaw flaw) {
    issuerUnderTest = flaw;
    assertThat(ContractRun.failures(FlawedTokens.class, flaw.foundBy())).isNotEmpty();
    assertThat(ContractRun.failures(FlawedSecretIds.class, flaw.foundBy())).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFlawIsFoundByTheTestThatIsMeantToFindIt(Flaw flaw) {
    underTest = flaw;
    assertThat(ContractRun.failures(Flawed.class, flaw.foundBy())).isNotEmpty();
  }
}
