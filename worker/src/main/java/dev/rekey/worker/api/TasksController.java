// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.tasks.HandIns;
import dev.rekey.runtime.tasks.Reveals;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.runtime.tasks.TaskCourier;
import dev.rekey.runtime.tasks.Tasks;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.SaltedSecret;
import dev.rekey.words.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What people do by hand, and what they hand in. */
@RestController
class TasksController {

  /** Its answer is never kept. */
  static final String REVEAL = "/api/v1/tasks/{id}/reveal";

  private static final int LONGEST_VALUE = 65_536;

  private final Campaigns campaigns;
  private final Tasks tasks;
  private final HandIns handIns;
  private final Reveals reveals;
  private final TaskCourier courier;

  TasksController(
      Campaigns campaigns, Tasks tasks, HandIns handIns, Reveals reveals, TaskCourier courier) {
    this.campaigns = campaigns;
    this.tasks = tasks;
    this.handIns = handIns;
    this.reveals = reveals;
    this.courier = courier;
  }

  /** Never holds a value: the server itself cannot show one again. */
  record TaskView(
      long task,
      String campaign,
      String rotation,
      String operation,
      String work,
      String hands,
      String state,
      Instant opened,
      Instant due,
      String instructions,
      @Nullable String place,
      int reveals,
      @Nullable String credential,
      @Nullable String statement,
      @Nullable String person,
      @Nullable Instant handedIn) {

    static TaskView of(Task task) {
      return new TaskView(
          task.id(),
          task.campaign().value(),
          task.rotation(),
          task.operation(),
          task.work().text(),
          task.hands(),
          task.state().text(),
          task.openedAt(),
          task.due(),
          task.instructions(),
          task.place(),
          task.reveals(),
          task.credential() == null ? null : task.credential().value(),
          task.statement(),
          person(task),
          task.handedAt());
    }

    private static @Nullable String person(Task task) {
      return task.signed() == null
          ? null
          : TaskStatement.parse(task.signed().text()).person().value();
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
   * What was done by hand.
   *
   * @param text what whoever did it says, as it was signed
   * @param salt with a value: the 32 random bytes that its digest in the text was made with
   * @param value of a new credential, where the task asks for one
   */
  @SuppressWarnings("ArrayRecordComponent") // wiped once it is sealed, and never compared
  record HandIn(String text, String signature, byte @Nullable [] salt, byte @Nullable [] value) {

    @Override
    public String toString() {
      return "HandIn[hidden]";
    }
  }

  @PostMapping("/api/v1/tasks/{id}/hand-in")
  TaskView handIn(@PathVariable long id, @RequestBody HandIn body) {
    SignedStatement signed = new SignedStatement(body.text(), body.signature());
    byte[] salt = body.salt();
    byte[] value = body.value();
    if (value == null || salt == null) {
      return told(handIns.take(id, signed, null));
    }
    try (SaltedSecret handed = new SaltedSecret(Secret.taking(salt), Secret.taking(value))) {
      requireLength(value.length);
      return told(handIns.take(id, signed, handed));
    }
  }

  /** A statement of whoever is to see the value. */
  record Reveal(String text, String signature) {}

  /**
   * What a person has to write, shown to them alone. It is kept nowhere on the way: not among the
   * answers that are given again, nor by whoever stands between.
   *
   * @param parts part of the value to its bytes
   */
  record Revealed(Map<String, byte[]> parts) {

    static Revealed of(CredentialValue value) {
      Map<String, byte[]> parts = new TreeMap<>();
      value.names().forEach(name -> parts.put(name, value.part(name).open(byte[]::clone)));
      return new Revealed(parts);
    }

    @Override
    public String toString() {
      return "Revealed[hidden]";
    }
  }

  @PostMapping(REVEAL)
  ResponseEntity<Revealed> reveal(@PathVariable long id, @RequestBody Reveal body) {
    try (CredentialValue value =
        reveals.reveal(id, new SignedStatement(body.text(), body.signature()))) {
      return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Revealed.of(value));
    }
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
