// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Desk;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import tools.jackson.databind.JsonNode;

/** A leaked key whose place in a real OpenBao people write: what they do there, and see. */
record HandWrittenVault(World world, Desk desk, Leak leak) {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Set<String> WAY_BACK = Set.of("enable", "restore", "withdraw");
  private static final String SYSTEM = "aws-prod";

  /** Nobody uses the new one, so it is taken back by the same hands, and comes for good later. */
  void writtenBackAndWrittenAgain() {
    saidAndNotDone();
    write();
    desk.people().until("nobody uses it", PATIENCE, () -> says("reason", "not-confirmed"));
    turnBack();
    putBack();
    desk.people().until("it is as before", PATIENCE, () -> says("reason", "rolled-back"));
    assertThat(world.keys(leak.user()))
        .extracting(AccessKeyMetadata::accessKeyId)
        .containsExactly(leak.id());
    try (Traffic traffic = Traffic.start(world, List.of(leak))) {
      desk.people().decideWaiting(desk.people().olga, Verb.RETRY, "it is mended", this::isOurs);
      write();
      desk.people().until("proven", PATIENCE, () -> says("state", "proven"));
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    assertThat(world.read(path()).get("neighbour").stringValue()).isEqualTo("stays");
    assertThat(world.accepts(leak.id(), world.secret(leak.id()))).isFalse();
  }

  /**
   * Rekey looks for itself: what somebody says and the vault does not is asked for again; what it
   * saw stands in the chain.
   */
  private void saidAndNotDone() {
    JsonNode task = desk.task(SYSTEM, "write");
    assertThat(task.get("hands").stringValue()).isEqualTo("office-it");
    assertThat(task.get("instructions").stringValue()).contains("new value that replaces that");
    assertThat(desk.statement(task, "typed it in").status()).isEqualTo(200);
    desk.task(SYSTEM, "write");
  }

  /** What a person does with what is shown to them. */
  private void write() {
    JsonNode task = desk.task(SYSTEM, "write");
    JsonNode shown = desk.reveal(task, "").good().get("parts");
    String id = text(shown, "id");
    assertThat(id).isNotEqualTo(leak.id());
    put(id, text(shown, "secret"));
    assertThat(desk.statement(task, "typed it in, saved").status()).isEqualTo(200);
  }

  private void putBack() {
    JsonNode task = desk.task(SYSTEM, "write");
    assertThat(task.get("instructions").stringValue())
        .contains("Write the old value of `%s`".formatted(leak.id()));
    JsonNode shown = desk.reveal(task, "").good().get("parts");
    assertThat(text(shown, "id")).isEqualTo(leak.id());
    put(leak.id(), text(shown, "secret"));
    assertThat(desk.statement(task, "the old one is back").status()).isEqualTo(200);
    desk.people().until("it works again", PATIENCE, () -> world.consume(path()));
  }

  private void turnBack() {
    desk.people()
        .until(
            "on the way back",
            PATIENCE,
            () -> {
              if (WAY_BACK.contains(rotation().get("step").stringValue())) {
                return true;
              }
              if (rotation().get("verbs").toString().contains("roll-back")) {
                desk.people()
                    .decideWaiting(
                        desk.people().bob, Verb.ROLL_BACK, "checkout fails", this::isOurs);
              }
              return false;
            });
  }

  private void put(String id, String secret) {
    world.put(
        path(),
        Map.of(
            "aws", Map.of("access_key_id", id, "secret_access_key", secret), "neighbour", "stays"));
  }

  private static String text(JsonNode parts, String part) {
    return new String(
        Base64.getDecoder().decode(parts.get(part).stringValue()), StandardCharsets.UTF_8);
  }

  private String path() {
    return leak.paths().getFirst();
  }

  private boolean isOurs(JsonNode one) {
    return one.get("system").stringValue().equals(SYSTEM);
  }

  private boolean says(String field, String text) {
    JsonNode found = rotation().get(field);
    return found != null && found.isString() && found.stringValue().equals(text);
  }

  private JsonNode rotation() {
    for (JsonNode one :
        desk.people()
            .api()
            .get("/campaigns/%s/rotations".formatted(desk.people().campaign()))
            .good()) {
      if (isOurs(one)) {
        return one;
      }
    }
    throw new AssertionError("no rotation in " + SYSTEM);
  }
}
