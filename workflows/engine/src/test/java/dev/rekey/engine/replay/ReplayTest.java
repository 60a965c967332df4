// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.People;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every history of every release replays on today's code: a campaign of weeks survives upgrades.
 */
@Timeout(60)
class ReplayTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SUMMARY_BYTES = 400;
  private static final int MOST_PAYLOAD_BYTES = 64 * 1024;

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  static List<Path> all() {
    return Histories.all();
  }

  static List<Path> rotations() {
    return Histories.of("Rotation");
  }

  static List<Path> campaigns() {
    return Histories.of("Campaign");
  }

  @Test
  void thereIsAHistoryOfEveryType() {
    assertThat(Histories.TYPES.keySet())
        .allSatisfy(type -> assertThat(Histories.of(type)).isNotEmpty());
    assertThat(rotations()).hasSizeGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("all")
  void replays(Path file) {
    assertThatCode(() -> TEMPORAL.replay(Histories.read(file), Histories.today(file)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("all")
  void replaysWithFieldsThatTodaysRecordsDoNotKnow(Path file) throws Exception {
    JsonNode history = JSON.readTree(Histories.json(file));
    assertThat(addFields(history)).as("payloads that got a field").isPositive();

    TEMPORAL.replay(
        WorkflowExecutionHistory.fromJson(JSON.writeValueAsString(history)), Histories.today(file));
  }

  /** What a later release may have written: one more field in every object that travels. */
  private static int addFields(JsonNode node) throws IOException {
    int added = 0;
    if (node instanceof ObjectNode payload && payload.has("data") && payload.has("metadata")) {
      byte[] data = Base64.getDecoder().decode(payload.get("data").asText());
      if (new String(data, StandardCharsets.UTF_8).startsWith("{")) {
        ObjectNode value = (ObjectNode) JSON.readTree(data);
        value.putObject("added-tomorrow").put("by", "a later release");
        payload.put("data", Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(value)));
        return 1;
      }
    }
    for (JsonNode child : node) {
      added += addFields(child);
    }
    return added;
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void aRotationWithOneMoreWaitDoesNotReplay(Path file) {
    assertThatThrownBy(() -> TEMPORAL.replay(Histories.read(file), BrokenRotation.class))
        .hasStackTraceContaining("NonDeterministic");
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void aCampaignWithOneMoreWaitAtItsEndDoesNotReplay(Path file) {
    assertThatThrownBy(() -> TEMPORAL.replay(Histories.read(file), BrokenCampaign.class))
        .hasStackTraceContaining("NonDeterministic");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyActivityAndTimerSaysWhatForInFewBytes(Path file) {
    List<HistoryEvent> events = Histories.read(file).getEvents();
    assertThat(events)
        .filteredOn(event ->
            event.hasActivityTaskScheduledEventAttributes()
                || event.hasTimerStartedEventAttributes())
        .isNotEmpty()
        .allSatisfy(event -> {
          ByteString summary = event.getUserMetadata().getSummary().getData();
          assertThat(summary.size()).isBetween(5, MOST_SUMMARY_BYTES);
          new People()
              .names()
              .forEach(name -> assertThat(summary.toStringUtf8()).doesNotContain(name));
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void noPayloadIsLarge(Path file) throws IOException {
    assertThat(largest(JSON.readTree(Histories.json(file)))).isBetween(1, MOST_PAYLOAD_BYTES);
  }

  private static int largest(JsonNode node) {
    int most = node.isObject() && node.has("data") ? node.get("data").asText().length() : 0;
    for (JsonNode child : node) {
      most = Math.max(most, largest(child));
    }
    return most;
  }

  @Test
  void anUndisturbedRotationIsShort() {
    for (Path file : rotations()) {
      if (file.toString().endsWith("-undisturbed.json")) {
        List<HistoryEvent> events = Histories.read(file).getEvents();
        long upserts =
            events.stream()
                .filter(HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes)
                .count();
        System.out.printf(
            "%s: %d events, %d upserts%n", file.getFileName(), events.size(), upserts);
        assertThat(upserts).isLessThanOrEqualTo(3);
        assertThat(events.size()).isLessThanOrEqualTo(180);
      }
    }
  }
}
