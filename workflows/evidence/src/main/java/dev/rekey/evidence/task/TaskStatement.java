// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.task;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person signs about one task. Its text is canonical JSON and is signed as decisions are,
 * under {@code decision@rekey.dev}: the form in it keeps the two apart.
 *
 * @param operation the intent that the task carries out, which no other task has
 * @param shown the digest of the instructions that the person saw
 * @param says what was done and seen, or why a value is shown again; may be empty
 * @param credential the new credential's id, where its value is handed in
 * @param value where one is handed in: the digest of 32 random bytes and the value, so that it
 *     tells nothing of the value once those are forgotten
 */
public record TaskStatement(
    CampaignName campaign,
    String rotation,
    String operation,
    TaskAct act,
    Digest shown,
    PersonName person,
    String says,
    @Nullable CredentialId credential,
    @Nullable Digest value,
    Instant time,
    Instant expires) {

  /** The most that one can say. */
  public static final int LONGEST = 2000;

  private static final String FORM = "rekey/task/v1";

  public TaskStatement {
    requireNonNull(campaign, "campaign is null");
    requireNonNull(person, "person is null");
    requireNonNull(shown, "shown is null");
    if ((credential == null) != (value == null) || (value != null && act == TaskAct.REVEAL)) {
      throw new MalformedEvidence(
          "task: credential and value (expected: both with a new value, else none)");
    }
    if (says.length() > LONGEST || (says.isBlank() && value == null && act == TaskAct.HAND_IN)) {
      throw new MalformedEvidence(
          "task: says '%s' (expected: what was done, in 1 to %d characters)"
              .formatted(Shown.text(says), LONGEST));
    }
    time = time.truncatedTo(ChronoUnit.MILLIS);
    expires = expires.truncatedTo(ChronoUnit.MILLIS);
    if (!expires.isAfter(time)) {
      throw new MalformedEvidence(
          "task: expires %s, signed %s (expected: later)".formatted(expires, time));
    }
  }

  /** The text that is signed, byte for byte, as UTF-8 without a line end. */
  public String text() {
    SortedMap<String, Object> json = new TreeMap<>();
    json.put("statement", FORM);
    json.put("campaign", campaign.value());
    json.put("rotation", rotation);
    json.put("operation", operation);
    json.put("act", act);
    json.put("shown", shown);
    json.put("person", person.value());
    json.put("says", says);
    if (credential != null && value != null) {
      json.put("credential", credential.value());
      json.put("value", value);
    }
    json.put("time", time);
    json.put("expires", expires);
    return CanonicalJson.write(json);
  }

  /**
   * Reads a signed text back.
   *
   * @throws MalformedEvidence if {@link #text} would not give the very same text
   */
  public static TaskStatement parse(String text) {
    Fields fields = Fields.of("task", CanonicalJson.read(text));
    String form = fields.text("statement");
    if (!form.equals(FORM)) {
      throw new MalformedEvidence(
          "task: form '%s' (expected: %s)".formatted(Shown.text(form), FORM));
    }
    TaskStatement statement = read(fields);
    fields.end();
    if (!statement.text().equals(text)) {
      throw new MalformedEvidence("task: times finer than a millisecond");
    }
    return statement;
  }

  private static TaskStatement read(Fields fields) {
    String credential = fields.textOrNull("credential");
    try {
      return new TaskStatement(
          new CampaignName(fields.text("campaign")),
          fields.text("rotation"),
          fields.text("operation"),
          fields.oneOf("act", TaskAct.class),
          fields.digest("shown"),
          new PersonName(fields.text("person")),
          fields.text("says"),
          credential == null ? null : new CredentialId(credential),
          fields.has("value") ? fields.digest("value") : null,
          fields.instant("time"),
          fields.instant("expires"));
    } catch (MalformedEvidence e) {
      throw e;
    } catch (IllegalArgumentException e) {
      // The names of people, campaigns and credentials have checks and messages of their own.
      throw new MalformedEvidence("task: " + e.getMessage());
    }
  }

  /** The bytes that are signed. */
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** What names this statement. */
  public Digest digest() {
    return Digest.ofText(text());
  }
}
