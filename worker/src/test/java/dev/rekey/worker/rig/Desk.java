// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What people do about tasks, over the API. */
public record Desk(Responders people) {

  private static final Duration PATIENCE = Duration.ofMinutes(6);

  public List<JsonNode> tasks() {
    List<JsonNode> tasks = new ArrayList<>();
    people.api().get("/campaigns/%s/tasks".formatted(people.campaign())).good().forEach(tasks::add);
    return tasks;
  }

  /** Waits until a task is open there and its rotation is held for it. */
  public JsonNode task(String system, String work) {
    people.until(
        "%s in %s is to be done by hand".formatted(work, system),
        PATIENCE,
        () -> open(system, work).isPresent() && held(system, "by-hand").isPresent());
    return open(system, work).orElseThrow();
  }

  private Optional<JsonNode> open(String system, String work) {
    return tasks().stream()
        .filter(task -> task.get("rotation").stringValue().contains("/" + system + "/"))
        .filter(task -> task.get("work").stringValue().equals(work))
        .filter(task -> task.get("state").stringValue().equals("open"))
        .findFirst();
  }

  private Optional<JsonNode> held(String system, String reason) {
    for (JsonNode one :
        people.api().get("/campaigns/%s/rotations".formatted(people.campaign())).good()) {
      if (one.get("system").stringValue().equals(system)
          && one.get("state").stringValue().equals("held")
          && one.get("reason").stringValue().equals(reason)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** Alice and Bob attest; Alice's alone, even twice, changes nothing. */
  public void attest(String system) {
    people.until(
        "%s waits for two who attest".formatted(system),
        PATIENCE,
        () -> held(system, "unattested").isPresent());
    people.decideWaiting(people.alice, Verb.ATTEST, "tried it", one -> of(system, one));
    assertThat(
            people
                .decideWaiting(people.alice, Verb.ATTEST, "tried it again", one -> of(system, one))
                .toString())
        .contains("attested it already");
    assertThat(held(system, "unattested")).isPresent();
    people.decideWaiting(people.bob, Verb.ATTEST, "tried it too", one -> of(system, one));
    people.until(
        "%s goes on".formatted(system), PATIENCE, () -> held(system, "unattested").isEmpty());
  }

  private static boolean of(String system, JsonNode one) {
    return one.get("system").stringValue().equals(system);
  }

  /** Hands a new value in. */
  public Api.Answer value(JsonNode task, String value) {
    return people
        .api()
        .text(path(task, "value?credential=tok-2"), "application/octet-stream", value);
  }

  /** Says what was done. */
  public Api.Answer statement(JsonNode task, String text) {
    return people.api().text(path(task, "statement"), "text/plain", text);
  }

  private static String path(JsonNode task, String what) {
    return "/tasks/%d/%s".formatted(task.get("task").intValue(), what);
  }
}
