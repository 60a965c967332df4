// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.servers.ServerFailure;
import io.grpc.Status;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody's Temporal is used only if its namespace outlives a campaign. */
@Timeout(60)
class ConnectionTest {

  private static final Status NO = Status.PERMISSION_DENIED.withDescription("not you");

  private static void check(FakeTemporal temporal) {
    Connection.check(temporal.target(), "breach");
  }

  @Test
  void aNamespaceThatIsMissingIsMadeWithARetentionOfAYear() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start()) {
      check(temporal);
      assertThat(temporal.retentionDays()).isEqualTo(365);
    }
  }

  @Test
  void aServerThatIsJustStartingIsWaitedFor() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(90).startingFor(3)) {
      check(temporal);
    }
  }

  @Test
  void aRetentionThatIsTooShortIsRefusedWithTheCommandThatMakesItLonger() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(89)) {
      assertThatThrownBy(() -> check(temporal))
          .isInstanceOf(ServerFailure.class)
          .hasMessageContaining(
              "using namespace breach of Temporal at %s failed: it keeps ended workflows for 89"
                      .formatted(temporal.target())
                  + " days (expected: at least 90, longer than any campaign)")
          .hasMessageContaining(
              "next: temporal operator namespace update --address %s --namespace breach"
                      .formatted(temporal.target())
                  + " --retention 90d");
    }
  }

  @Test
  void aNamespaceThatMayNotBeMadeIsAskedForByItsCommand() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().refusing(NO)) {
      assertThatThrownBy(() -> check(temporal))
          .isInstanceOf(ServerFailure.class)
          .hasMessageContaining("PERMISSION_DENIED, not you")
          .hasMessageContaining(
              "temporal operator namespace create --address %s --namespace breach --retention 365d"
                  .formatted(temporal.target()));
    }
  }

  @Test
  void searchAttributesThatMayNotBeRegisteredAreAskedForByTheirCommand() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(365).refusing(NO)) {
      assertThatThrownBy(() -> check(temporal))
          .isInstanceOf(ServerFailure.class)
          .hasMessageContaining(
              "temporal operator search-attribute create --address %s --namespace breach --type"
                      .formatted(temporal.target())
                  + " Keyword --name RekeyCampaign --name RekeySystem");
    }
  }
}
