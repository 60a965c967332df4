// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Traffic;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import tools.jackson.databind.JsonNode;

/** A campaign over one leaked key that somebody tries to bend. */
record Target(Site site, Responders people, Leak leak) {

  static final Duration PATIENCE = Duration.ofMinutes(6);

  /** The same campaign with a Rekey that was started again. */
  Target in(Site again) {
    return new Target(again, again.people().in(name()), leak);
  }

  /** Waits until the file outside the stores holds its chain's head. */
  void untilHeadsAreKept(Path home) {
    String hash =
        site.sql()
            .sql("select hash from ledger where chain = :chain order by seq desc limit 1")
            .param("chain", rotation())
            .query(String.class)
            .single();
    Path kept = home.resolve("last-heads.json");
    people.until("its head is kept", PATIENCE, () -> text(kept).contains(hash));
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String name() {
    return people.campaign().value();
  }

  /** The id of its rotation, which is its chain's name too. */
  String rotation() {
    return view().get("rotation").stringValue();
  }

  String workflow() {
    return view().get("workflow").stringValue();
  }

  String wave() {
    return "wave/" + name() + "/1";
  }

  String campaignWorkflow() {
    return "campaign/" + name();
  }

  JsonNode view() {
    return people.api().get("/campaigns/" + name() + "/rotations").good().get(0);
  }

  boolean is(String state) {
    JsonNode view = view();
    return view != null && view.get("state").stringValue().equals(state);
  }

  boolean isHeld(String reason) {
    JsonNode view = view();
    // One look: between two it may have gone on.
    return view != null
        && view.get("state").stringValue().equals("held")
        && reason.equals(view.get("reason").stringValue(""));
  }

  /** Held by a run that hears a retry: a lane that is busy with another's waits for none. */
  boolean isHeldByItsOwnRun() {
    JsonNode view = view();
    return view != null
        && view.get("state").stringValue().equals("held")
        && !view.get("reason").stringValue("").equals("lane-busy");
  }

  void untilHeld(String reason) {
    people.until("held: " + reason, PATIENCE, () -> isHeld(reason));
  }

  void untilWaiting() {
    people.until("waiting for its owner", PATIENCE, () -> is("waiting"));
  }

  /** Waits until an activity of that type runs or is retried. */
  PendingActivityInfo untilPending(String activity) {
    AtomicReference<PendingActivityInfo> found = new AtomicReference<>();
    people.until(
        activity + " is retried",
        PATIENCE,
        () -> {
          if (view() != null) {
            site.intruder().pending(workflow(), activity).ifPresent(found::set);
          }
          return found.get() != null;
        });
    return found.get();
  }

  void approve() {
    people.decideWaiting(people.olga, Verb.APPROVE, "", this::isOwn);
  }

  void retry() {
    people.decideWaiting(people.olga, Verb.RETRY, "looked into it", this::isOwn);
  }

  void brake(String brake) {
    people
        .api()
        .post("/campaigns/" + name() + "/brake", Map.of("brake", brake, "reason", "looked into it"))
        .good();
  }

  void liftBrake() {
    brake("none");
  }

  /** Asks for another plan. */
  Api.Answer plan() {
    return people
        .api()
        .post(
            "/campaigns/" + name() + "/plans",
            Map.of("author", people.alice.name().value(), "ownerApproval", "none"));
  }

  void refusesToClose() {
    assertThat(people.prepareClosing().get("openRows").intValue()).isPositive();
  }

  /** The list that a decision about what it waits for now has to sign. */
  ItemList items() {
    JsonNode view = view();
    return ItemList.of(
        List.of(
            new Item(
                view.get("rotation").stringValue(), new Digest(view.get("shown").stringValue()))));
  }

  private boolean isOwn(JsonNode pending) {
    return pending.get("rotation").stringValue().startsWith(name() + "/");
  }

  List<String> alarms() {
    return people
        .status()
        .get("alarms")
        .valueStream()
        .map(alarm -> alarm.get("what").stringValue())
        .toList();
  }

  void untilAlarm(String part) {
    people.until(
        "alarm: " + part,
        PATIENCE,
        () -> alarms().stream().anyMatch(alarm -> alarm.contains(part)));
  }

  /** Waits until it is held by a run that began after that alarm. */
  void untilHeldSince(String part) {
    people.until(
        "held since the alarm: " + part,
        PATIENCE,
        () -> {
          JsonNode view = view();
          return view != null
              && view.get("state").stringValue().equals("held")
              && alarmed(part).isBefore(Instant.parse(view.get("since").stringValue()));
        });
  }

  private Instant alarmed(String part) {
    return people
        .status()
        .get("alarms")
        .valueStream()
        .filter(alarm -> alarm.get("what").stringValue().contains(part))
        .map(alarm -> Instant.parse(alarm.get("at").stringValue()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /** The leaked key was neither revoked nor disabled. */
  void requireUntouched() {
    assertThat(site.world().keys(leak.user()))
        .filteredOn(key -> key.accessKeyId().equals(leak.id()))
        .singleElement()
        .extracting(AccessKeyMetadata::statusAsString)
        .isEqualTo("Active");
    assertThat(effects("revoke")).isZero();
  }

  /** How often an effect was done, as the ledger says. */
  int effects(String effect) {
    return site.sql()
        .sql(
            "select count(*) from ledger where type = 'outcome' and starts_with(chain, :prefix)"
                + " and body::jsonb ->> 'effect' = :effect and body::jsonb ->> 'result' = 'done'")
        .param("prefix", name() + "/")
        .param("effect", effect)
        .query(Integer.class)
        .single();
  }

  /** Its consumer wakes, a person signs a retry, and it goes on to its end. */
  void retryToTheEnd() {
    retryToProven();
    requireEnded();
  }

  void retryToProven() {
    try (Traffic _ = Traffic.start(site.world(), List.of(leak))) {
      retry();
      untilProven();
    }
  }

  /** Its consumer wakes, its owner approves, and it goes on to its end. */
  void approveToTheEnd() {
    try (Traffic _ = Traffic.start(site.world(), List.of(leak))) {
      approve();
      untilProven();
    }
    requireEnded();
  }

  void untilProven() {
    people.until("proven", PATIENCE, () -> people.count("proven") == 1);
  }

  /** One key was issued, the leaked one is dead, and a stranger believes it. */
  void requireEnded() {
    Aftermath.requireValid(people.close());
    new Aftermath(site.world(), site.sql()).requireReplaced(leak);
    assertThat(effects("issue")).as("keys issued").isEqualTo(1);
    assertThat(effects("revoke")).as("keys revoked").isEqualTo(1);
    assertThat(
            site.sql()
                .sql(
                    "select count(*) from notice where urgency = 'ASK'"
                        + " and starts_with(rotation, :prefix)")
                .param("prefix", name() + "/")
                .query(Integer.class)
                .single())
        .as("times that its owner was asked")
        .isLessThanOrEqualTo(1);
  }
}
