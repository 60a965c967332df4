// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultsTest {
  private final Faults faults = new Faults();

  @Test
  void hitOnlyTheCallsThatTheyAreMeantFor() {
    faults.add(
        new Faults.Rule(Fault.BROKEN, Optional.of("DeleteAccessKey"), Optional.of("svc-a"), 1));

    assertThat(faults.of(call("DeleteAccessKey", "svc-b"))).isEmpty();
    assertThat(faults.of(call("CreateAccessKey", "svc-a"))).isEmpty();
    assertThat(faults.of(call("DeleteAccessKey", "svc-a"))).hasValue(Fault.BROKEN);
    assertThat(faults.of(call("DeleteAccessKey", "svc-a"))).isEmpty();
  }

  @Test
  void areUsedUpInTheirOrder() {
    faults.next(Fault.THROTTLED, "CreateAccessKey", 2);
    faults.next(Fault.ANSWER_LOST, "CreateAccessKey", 1);

    assertThat(faults.of(call("CreateAccessKey", "svc-a"))).hasValue(Fault.THROTTLED);
    assertThat(faults.pending()).hasSize(2);
    assertThat(faults.of(call("CreateAccessKey", "svc-a"))).hasValue(Fault.THROTTLED);
    assertThat(faults.of(call("CreateAccessKey", "svc-a"))).hasValue(Fault.ANSWER_LOST);
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void tellWhatIsAheadOfSomeUsers() {
    Faults.Rule own =
        new Faults.Rule(Fault.BROKEN, Optional.of("DeleteAccessKey"), Optional.of("svc-a"), 1);
    faults.next(Fault.THROTTLED, "CreateAccessKey", 2);
    faults.add(own);

    assertThat(faults.pending(Set.of("svc-a", "svc-b"))).containsExactly(own);
    assertThat(faults.pending(Set.of("svc-b"))).isEmpty();
  }

  @Test
  void refuseARuleThatHitsNothing() {
    assertThatThrownBy(() -> faults.next(Fault.BROKEN, "CreateAccessKey", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times: 0 (expected: >= 1)");
  }

  private static AwsRequest call(String action, String user) {
    return new AwsRequest(
        "POST",
        URI.create("/"),
        Map.of(),
        new byte[0],
        Map.of("Action", action, "UserName", user),
        Optional.empty());
  }
}
