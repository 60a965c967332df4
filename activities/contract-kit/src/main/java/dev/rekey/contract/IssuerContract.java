// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * All that a connector's issuer of one kind of credential must do. A connector's test extends this
 * and gives a bench; it may add tests for what only its system does.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class IssuerContract
    implements ConnectorContract,
        AccessContract,
        FaultContract,
        IssueContract,
        OwnValueContract,
        DualContract,
        RevokeContract,
        ProbeContract {

  private @Nullable IssuerStage stage;

  /** The system under test; the same one for all tests of a class. */
  @Override
  public abstract IssuerBench bench();

  @Override
  public final IssuerStage stage() {
    IssuerStage open = stage;
    if (open == null) {
      open = new IssuerStage(bench());
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
    IdentityName identity = bench().identity();
    return () -> stage().issuer().list(identity);
  }

  /** Issues or installs if the kind allows it, else revokes what was issued by hand. */
  @Override
  public final Supplier<Outcome<?>> aWrite() {
    IdentityName identity = bench().identity();
    return switch (stage().can().issue()) {
      case CALL, IN_PLACE -> () -> stage().issuer().issue(identity, "rekey/c/k/0");
      case OWN_VALUE -> {
        CredentialId replaced = stage().issued(identity).id();
        CredentialValue value = stage().chosen(identity, replaced);
        yield () -> stage().issuer().install(identity, value, replaced, "rekey/c/k/0");
      }
      case BY_HAND -> {
        var id = stage().issued(identity).id();
        yield () -> stage().issuer().revoke(identity, id);
      }
    };
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
