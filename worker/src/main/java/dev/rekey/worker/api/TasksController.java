// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.tasks.HandIns;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.runtime.tasks.TaskCourier;
import dev.rekey.runtime.tasks.Tasks;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people do by hand, and what they hand in. */
@RestController
class TasksController {

  private static final int LONGEST_VALUE = 65_536;

  private final Campaigns campaigns;
  private final Tasks tasks;
  private final HandIns handIns;
  private final TaskCourier courier;

  TasksController(Campaigns campaigns, Tasks tasks, HandIns handIns, TaskCourier courier) {
    this.campaigns = campaigns;
    this.tasks = tasks;
    this.handIns = handIns;
    this.courier = courier;
  }

  /** Never holds a value: the server itself cannot show one again. */
  record TaskView(
      long task,
      String campaign,
      String rotation,
      String work,
      String hands,
      String state,
      Instant opened,
      Instant due,
      String instructions,
      @Nullable String credential,
      @Nullable String statement,
      @Nullable Instant handedIn) {

    static TaskView of(Task task) {
      return new TaskView(
          task.id(),
          task.campaign().value(),
          task.rotation(),
          task.work().text(),
          task.hands(),
          task.state().text(),
          task.openedAt(),
          task.due(),
          task.instructions(),
          task.credential() == null ? null : task.credential().value(),
          task.statement(),
          task.handedAt());
    }
  }

  @GetMapping("/api/v1/campaigns/{name}/tasks")
  List<TaskView> list(@PathVariable String name) {
    return tasks.of(Found.campaign(campaigns, name).name()).stream().map(TaskView::of).toList();
  }

  @GetMapping("/api/v1/tasks/{id}")
  TaskView show(@PathVariable long id) {
    return TaskView.of(find(id));
  }

  /**
   * Takes the new value, as the bytes that it is.
   *
   * @param credential the new credential's public id; if it has none, the task's number tells it
   */
  @PostMapping(
      path = "/api/v1/tasks/{id}/value",
      consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  TaskView value(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String credential,
      @RequestBody(required = false) byte @Nullable [] body) {
    byte[] bytes = body == null ? new byte[0] : body;
    try (CredentialValue value = CredentialValue.taking(Map.of("secret", Secret.taking(bytes)))) {
      requireLength(bytes.length);
      CredentialId named =
          new CredentialId(credential == null ? "by-hand-" + find(id).id() : credential);
      return told(handIns.value(id, named, value));
    }
  }

  @PostMapping(path = "/api/v1/tasks/{id}/statement", consumes = MediaType.TEXT_PLAIN_VALUE)
  TaskView statement(@PathVariable long id, @RequestBody byte[] body) {
    return told(handIns.statement(id, new String(body, StandardCharsets.UTF_8)));
  }

  private TaskView told(Task task) {
    courier.deliver();
    return TaskView.of(task);
  }

  private static void requireLength(int length) {
    if (length < 1 || length > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "value: %d bytes (expected: 1 to %d)".formatted(length, LONGEST_VALUE));
    }
  }

  private Task find(long id) {
    return tasks
        .find(id)
        .orElseThrow(() ->
            Refused.missing("task %d: there is none".formatted(id), "rekey task list CAMPAIGN"));
  }
}
