// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.traffic.Failure;
import dev.rekey.sandbox.traffic.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class ResultTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static GroupEvidence group(Group group, int failed, long afterProof) {
    List<Failure> failures = new ArrayList<>();
    for (int number = 0; number < failed; number++) {
      failures.add(new Failure(Instant.EPOCH, group.title(), "somebody", "refused"));
    }
    Tally tally = new Tally(10, failures, Duration.ofMillis(120));
    return new GroupEvidence(group, 3, 3, tally, Optional.of(Duration.ofMillis(1500)), afterProof);
  }

  private static Result result(String state, GroupEvidence... groups) {
    JsonNode campaign =
        JSON.readTree(
            """
            {"name": "demo", "state": "%s",
             "counts": {"scope": 6, "proven": 6, "held": 0, "excepted": 0}}
            """
                .formatted(state));
    return new Result(
        campaign, Duration.ofSeconds(90), List.of(groups), Path.of("certificate.json"));
  }

  @Test
  void isGoodIfItClosedWholeAndOnlyWhatHasNoOverlapFailed() {
    assertThat(result("closed", group(Group.AWS, 0, 0), group(Group.DATABASE, 4, 0)).isGood())
        .isTrue();
    assertThat(result("closed", group(Group.AWS, 1, 0)).isGood()).isFalse();
    assertThat(result("closed", group(Group.DATABASE, 0, 1)).isGood()).isFalse();
    assertThat(result("settled", group(Group.AWS, 0, 0)).isGood()).isFalse();
  }

  @Test
  void tellsMachinesTheKeysOfOldFirstAndThenEachKind() {
    JsonNode json =
        JSON.readTree(result("closed", group(Group.AWS, 0, 0), group(Group.DATABASE, 4, 0)).json());

    assertThat(json.propertyNames())
        .containsExactly(
            "campaign",
            "scope",
            "proven",
            "held",
            "exceptions",
            "seconds",
            "consumerRequests",
            "consumerFailures",
            "attackerSuccessesAfterProof",
            "certificate",
            "consumerFailuresWithoutOverlap",
            "kinds");
    assertThat(json.get("consumerRequests").intValue()).isEqualTo(20);
    assertThat(json.get("consumerFailures").intValue()).isZero();
    assertThat(json.get("consumerFailuresWithoutOverlap").intValue()).isEqualTo(4);
    JsonNode database = json.get("kinds").get(1);
    assertThat(database.get("kind").stringValue()).isEqualTo("PostgreSQL passwords");
    assertThat(database.get("overlap").booleanValue()).isFalse();
    assertThat(database.get("longestGapMillis").intValue()).isEqualTo(120);
    assertThat(database.get("attackerLastSuccessMillisBeforeProof").intValue()).isEqualTo(1500);
  }

  @Test
  void fitsATerminalOfAHundredColumns() {
    assertThat(GroupEvidence.HEADER).hasSizeLessThan(100);
    assertThat(group(Group.DATABASE, 4, 0).line())
        .hasSizeLessThan(100)
        .contains("PostgreSQL passwords", "1.5 s before");
  }
}
