// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import dev.rekey.words.Place;
import dev.rekey.words.TeamName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One decision of one person, as it is signed.
 *
 * @param campaign the campaign that it is for; null only for trust in a roster or an instance key
 * @param reason may be empty, except where the verb takes one; at most 2,000 characters
 * @param time when it was decided, kept to the millisecond
 * @param expires from when on it changes nothing any more
 * @param terms what else was decided, for example {@code until} of an exception
 */
public record Statement(
    @Nullable CampaignName campaign,
    Subject subject,
    Verb verb,
    PersonName person,
    String reason,
    Instant time,
    Instant expires,
    SortedMap<String, String> terms) {

  /** What decisions are signed as: {@code ssh-keygen -Y sign -n decision@rekey.dev}. */
  public static final String NAMESPACE = Roster.NAMESPACE;

  /** The term of an exception that says until when it is granted. */
  public static final String UNTIL = "until";

  /** The term of "not mine" that says whose it is. */
  public static final String TO = "to";

  /** The term of "add consumer" that says where it reads the credential. */
  public static final String PLACE = "place";

  /** The term of "not before" that says when it may go on. */
  public static final String NOT_BEFORE = "not-before";

  /** The term of "extend" that says until when it is to be dead now. */
  public static final String DEADLINE = "deadline";

  /** The term of "already replaced" that names what took its place; may be left out. */
  public static final String BY = "by";

  /** The term of an approval of a plan by its own author, alone in an emergency. */
  public static final String SOLO = "solo";

  private static final String FORM = "rekey/decision/v1";
  private static final int LONGEST_REASON = 2000;

  public Statement {
    requireNonNull(person, "person is null");
    if (!verb.fits(subject)) {
      throw new MalformedEvidence(
          "decision: %s about %s (expected: a verb that fits what is decided about)"
              .formatted(CanonicalJson.name(verb), subject.toJson().firstKey()));
    }
    if (campaign == null && verb != Verb.TRUST_ROSTER && verb != Verb.VOUCH) {
      throw new MalformedEvidence(
          "decision: %s for no campaign (expected: a campaign)"
              .formatted(CanonicalJson.name(verb)));
    }
    if (reason.length() > LONGEST_REASON || (reason.isBlank() && verb.takesReason())) {
      throw new MalformedEvidence(
          "decision: reason '%s' (expected: %s2000 characters)"
              .formatted(Shown.text(reason), verb.takesReason() ? "1 to " : "at most "));
    }
    time = time.truncatedTo(ChronoUnit.MILLIS);
    expires = expires.truncatedTo(ChronoUnit.MILLIS);
    if (!expires.isAfter(time)) {
      throw new MalformedEvidence(
          "decision: expires %s, decided %s (expected: later)".formatted(expires, time));
    }
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    Terms.check(verb, terms);
    if (terms.containsKey(SOLO)
        && !(verb == Verb.APPROVE && subject instanceof PlanSubject && !reason.isBlank())) {
      throw new MalformedEvidence(
          "decision: %s with the term solo (expected: the approval of a plan, with a reason)"
              .formatted(CanonicalJson.name(verb)));
    }
  }

  /** The text that is signed, byte for byte, as UTF-8 without a line end. */
  public String text() {
    SortedMap<String, Object> json = new TreeMap<>();
    json.put("statement", FORM);
    if (campaign != null) {
      json.put("campaign", campaign.value());
    }
    json.put("subject", subject.toJson());
    json.put("verb", verb);
    json.put("person", person.value());
    json.put("reason", reason);
    json.put("time", time);
    json.put("expires", expires);
    json.put("terms", terms);
    return CanonicalJson.write(json);
  }

  /**
   * Reads a signed text back.
   *
   * @throws MalformedEvidence if {@link #text} would not give the very same text
   */
  public static Statement parse(String text) {
    Fields fields = Fields.of("decision", CanonicalJson.read(text));
    String form = fields.text("statement");
    if (!form.equals(FORM)) {
      throw new MalformedEvidence(
          "decision: form '%s' (expected: %s)".formatted(Shown.text(form), FORM));
    }
    Statement statement = read(fields);
    fields.end();
    // Times finer than a millisecond are the only thing that could differ here.
    if (!statement.text().equals(text)) {
      throw new MalformedEvidence("decision: times finer than a millisecond");
    }
    return statement;
  }

  private static Statement read(Fields fields) {
    String campaign = fields.textOrNull("campaign");
    try {
      return new Statement(
          campaign == null ? null : new CampaignName(campaign),
          Subject.fromJson(fields.object("subject")),
          fields.oneOf("verb", Verb.class),
          new PersonName(fields.text("person")),
          fields.text("reason"),
          fields.instant("time"),
          fields.instant("expires"),
          fields.texts("terms"));
    } catch (MalformedEvidence e) {
      throw e;
    } catch (IllegalArgumentException e) {
      // The names of people and campaigns have checks and messages of their own.
      throw new MalformedEvidence("decision: " + e.getMessage());
    }
  }

  /** The bytes that are signed. */
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** What names this statement: in entries, countersignatures and update ids. */
  public Digest digest() {
    return Digest.ofText(text());
  }

  /** Until when an exception is granted; null for every other verb. */
  public @Nullable Instant until() {
    return verb == Verb.EXCEPT ? Fields.of("decision.terms", terms).instant(UNTIL) : null;
  }

  /** Whether a plan's author approves it alone, until somebody countersigns. */
  public boolean solo() {
    return terms.containsKey(SOLO);
  }

  /** Whose it is; null for every verb but "not mine". */
  public @Nullable TeamName to() {
    return verb == Verb.NOT_MINE ? Terms.team(terms) : null;
  }

  /** The place that nobody knew of; null for every verb but "add consumer". */
  public @Nullable Place place() {
    return verb == Verb.ADD_CONSUMER ? Terms.place(terms) : null;
  }

  /** When it may go on; null for every verb but "not before". */
  public @Nullable Instant notBefore() {
    return verb == Verb.NOT_BEFORE ? Fields.of("decision.terms", terms).instant(NOT_BEFORE) : null;
  }

  /** Until when it is to be dead now; null for every verb but "extend". */
  public @Nullable Instant deadline() {
    return verb == Verb.EXTEND ? Fields.of("decision.terms", terms).instant(DEADLINE) : null;
  }

  /** What took its place; null if nothing is named, and for every verb but "already replaced". */
  public @Nullable CredentialId by() {
    return verb == Verb.ALREADY_REPLACED ? Terms.replacement(terms) : null;
  }
}
