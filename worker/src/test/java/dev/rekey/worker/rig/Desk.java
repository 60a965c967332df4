// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.SaltedSecret;
import dev.rekey.words.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  /** Carla and Bob attest; Carla's alone, even twice, changes nothing, nor does who did it. */
  public void attest(String system) {
    people.until(
        "%s waits for two who attest".formatted(system),
        PATIENCE,
        () -> held(system, "unattested").isPresent());
    assertThat(
            people
                .decideWaiting(people.alice, Verb.ATTEST, "I did it", one -> of(system, one))
                .toString())
        .contains("alice@example.com did it by hand (expected: two other people attest it)");
    people.decideWaiting(people.carla, Verb.ATTEST, "tried it", one -> of(system, one));
    assertThat(
            people
                .decideWaiting(people.carla, Verb.ATTEST, "tried it again", one -> of(system, one))
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

  /** Alice hands a new value in. */
  public Api.Answer value(JsonNode task, String value) {
    return value(task, new CredentialId("tok-2"), value);
  }

  /** Alice hands in the value of a credential that was made by hand. */
  public Api.Answer value(JsonNode task, CredentialId credential, String value) {
    byte[] salt = new byte[SaltedSecret.SALT];
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try (SaltedSecret handed =
        new SaltedSecret(Secret.taking(salt.clone()), Secret.taking(bytes.clone()))) {
      return handIn(task, credential, new Digest(handed.digest()), salt, bytes);
    }
  }

  /** Alice signs one value and hands in another. */
  public Api.Answer otherValue(JsonNode task, String value) {
    return handIn(
        task,
        new CredentialId("tok-2"),
        Digest.ofText("what was signed"),
        new byte[SaltedSecret.SALT],
        value.getBytes(StandardCharsets.UTF_8));
  }

  private Api.Answer handIn(
      JsonNode task, CredentialId credential, Digest digest, byte[] salt, byte[] value) {
    SignedStatement signed =
        people.alice.sign(says(people.alice, task, TaskAct.HAND_IN, "", credential, digest));
    return people
        .api()
        .post(
            path(task),
            Map.of(
                "text", signed.text(),
                "signature", signed.signature(),
                "salt", Base64.getEncoder().encodeToString(salt),
                "value", Base64.getEncoder().encodeToString(value)));
  }

  /** Alice says what was done. */
  public Api.Answer statement(JsonNode task, String text) {
    return statement(people.alice, people.alice, task, text);
  }

  /** Somebody signs what somebody is said to have done. */
  public Api.Answer statement(Person signer, Person person, JsonNode task, String text) {
    SignedStatement signed = signer.sign(says(person, task, TaskAct.HAND_IN, text, null, null));
    return people
        .api()
        .post(path(task), Map.of("text", signed.text(), "signature", signed.signature()));
  }

  /** Alice asks to see what she has to write; what she sees, part by part. */
  public Api.Answer reveal(JsonNode task, String why) {
    SignedStatement signed =
        people.alice.sign(says(people.alice, task, TaskAct.REVEAL, why, null, null));
    return people
        .api()
        .post(
            "/tasks/%d/reveal".formatted(task.get("task").intValue()),
            Map.of("text", signed.text(), "signature", signed.signature()));
  }

  private static TaskStatement says(
      Person person,
      JsonNode task,
      TaskAct act,
      String text,
      @Nullable CredentialId credential,
      @Nullable Digest value) {
    Instant now = Instant.now();
    return new TaskStatement(
        new CampaignName(task.get("campaign").stringValue()),
        task.get("rotation").stringValue(),
        task.get("operation").stringValue(),
        act,
        Digest.ofText(task.get("instructions").stringValue()),
        person.name(),
        text,
        credential,
        value,
        now,
        now.plusSeconds(3600));
  }

  private static String path(JsonNode task) {
    return "/tasks/%d/hand-in".formatted(task.get("task").intValue());
  }
}
