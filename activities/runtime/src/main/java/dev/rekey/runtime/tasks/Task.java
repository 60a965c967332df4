// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has to do by hand.
 *
 * @param operation the intent of the ledger that it carries out
 * @param rotation the rotation's id, as text
 * @param hands the team that has access there
 * @param instructions Markdown, with names and ids and never a value
 * @param place the place that is to be written, as lists of credentials name it; null for none
 * @param reveals how often its value was shown
 * @param credential the new credential's id, once its value was handed in
 * @param statement what was done, as whoever did it says
 * @param signed what whoever handed it in signed; null while it is open
 * @param handedAt null while it is open
 */
public record Task(
    long id,
    String operation,
    String rotation,
    CampaignName campaign,
    Work work,
    String hands,
    String instructions,
    State state,
    Instant openedAt,
    Instant due,
    @Nullable String place,
    int reveals,
    @Nullable CredentialId credential,
    @Nullable String statement,
    @Nullable SignedStatement signed,
    @Nullable Instant handedAt) {

  /** What is to be done. */
  public enum Work {
    /** Make a new credential; its value is handed in. */
    ISSUE(Step.ISSUE),
    /** Switch the old one off, so that it can be switched on again; a statement is handed in. */
    DISABLE(Step.DISABLE),
    /** Kill the old one; a statement is handed in. */
    REVOKE(Step.REVOKE),
    /** Write a value to a place that only people write; a statement is handed in. */
    WRITE(Step.DELIVER, Step.RESTORE);

    private final List<Step> steps;

    Work(Step... steps) {
      this.steps = List.of(steps);
    }

    /** Whether this step waits for it. */
    public boolean isFor(Step step) {
      return steps.contains(step);
    }

    /** As it is stored. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Work of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** How far it is. */
  public enum State {
    OPEN,
    HANDED_IN,
    /** Two people have signed that it is so. */
    ATTESTED,
    /** The place was read, and holds what it should. */
    CHECKED,
    /** Something else is to be done instead. */
    DROPPED;

    /** As it is stored and shown, for example {@code handed-in}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
