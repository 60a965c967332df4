// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.servers.ServerFailure;
import io.grpc.Status;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody's Temporal is used only if its namespace outlives a campaign. */
@Timeout(60)
class ConnectionTest {

  private static final Status NO = Status.PERMISSION_DENIED.withDescription("not you");

  private static void check(FakeTemporal temporal) {
    List<ServerFailure> missing = Connection.missing(new Frontend(temporal.target(), "breach"));
    if (!missing.isEmpty()) {
      throw missing.getFirst();
    }
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

  /** A busy machine may take longer over the first answer than a wrong address is given. */
  @Test
  void aServerThatIsSlowToSpeakIsHeardOut() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(90).silentFor(1)) {
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
  void allThatIsMissingIsToldAtOnce() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(1).refusing(NO)) {
      assertThat(Connection.missing(new Frontend(temporal.target(), "breach")))
          .extracting(ServerFailure::next)
          .satisfiesExactly(
              retention -> assertThat(retention).contains("namespace update"),
              attributes -> assertThat(attributes).contains("search-attribute create"));
    }
  }

  @Test
  void lookingChangesNothing() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start()) {
      NamespaceState state = Connection.look(new Frontend(temporal.target(), "breach"), List.of());
      assertThat(state.wrong())
          .singleElement()
          .satisfies(failure ->
              assertThat(failure.next())
                  .isEqualTo(
                      "temporal operator namespace create --address %s --namespace breach"
                              .formatted(temporal.target())
                          + " --retention 365d"));
      assertThat(temporal.retentionDays()).isNull();
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
