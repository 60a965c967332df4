// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Desk;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Responders;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * People who do by hand what they are asked to, each task by itself, and attest what was done; what
 * a death cuts off they do again.
 */
final class Hands implements AutoCloseable {

  private static final Duration PACE = Duration.ofSeconds(1);

  private final Responders people;
  private final Desk desk;
  private final Set<Integer> under = ConcurrentHashMap.newKeySet();
  private final Thread work;
  private volatile boolean over;

  private Hands(Responders people) {
    this.people = people;
    this.desk = new Desk(people);
    this.work = Thread.ofPlatform().daemon().unstarted(this::work);
  }

  static Hands of(Responders people) {
    Hands hands = new Hands(people);
    hands.work.start();
    return hands;
  }

  private void work() {
    while (!over) {
      tried(this::round);
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private void round() {
    for (JsonNode task : desk.tasks()) {
      int id = task.get("task").intValue();
      if (task.get("state").stringValue().equals("open") && under.add(id)) {
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              tried(() -> handIn(task));
              under.remove(id);
            });
      }
    }
    if (people.count("held") > 0) {
      for (Person person : List.of(people.bob, people.carla)) {
        people.decideWaiting(person, Verb.ATTEST, "tried it", Hands::waitsForThem);
      }
    }
  }

  private void handIn(JsonNode task) {
    switch (task.get("work").stringValue()) {
      case "issue" -> desk.value(task, DoomedHands.fresh(task.get("rotation").stringValue()));
      case "write" -> {
        if (desk.reveal(task, "the page was gone").status() == 200) {
          desk.statement(task, "typed it in");
        }
      }
      default -> desk.statement(task, "done");
    }
  }

  private static boolean waitsForThem(JsonNode one) {
    return one.path("reason").stringValue("").equals("unattested");
  }

  /** Whoever is cut off comes again. */
  private static void tried(Runnable what) {
    try {
      what.run();
    } catch (IllegalStateException | AssertionError cutOff) {
      return;
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      work.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
