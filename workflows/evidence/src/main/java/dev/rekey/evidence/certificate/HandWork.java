// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskCheck;
import dev.rekey.evidence.task.TaskChecked;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.TeamName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people did by hand: each outcome of it is signed by somebody who has the hands, about the
 * very intent that announced it; and what nobody but people can look at is attested as well.
 */
final class HandWork {

  private static final String DELIVER = "deliver";

  /** What an intent says of work by hand: whose it is, and at which place. */
  private record Asked(@Nullable String hands, Effect effect, @Nullable Long at) {}

  private final Map<String, Asked> asked = new TreeMap<>();
  private final Map<Long, String> unseen = new TreeMap<>();

  /** Takes note of an intent that a person is to carry out. */
  void intent(Fields fields) {
    if ("hand".equals(fields.textOrNull("by"))) {
      asked.put(
          fields.text("operation"),
          new Asked(
              fields.textOrNull("hands"),
              fields.oneOf("effect", Effect.class),
              fields.has("at") ? fields.number("at") : null));
    }
  }

  /**
   * Holds an outcome against what was signed.
   *
   * @return what is wrong with it, if anything
   */
  Optional<String> outcome(Entry entry, Fields fields, Permissions permissions) {
    Asked work = asked.get(fields.text("operation"));
    if (work == null || !fields.text("result").equals("done")) {
      return Optional.empty();
    }
    boolean read = work.effect() == Effect.WRITE && "read".equals(fields.textOrNull("check"));
    if (work.effect() == Effect.WRITE && !read && work.at() != null) {
      unseen.put(work.at(), Objects.requireNonNullElse(fields.textOrNull("target"), ""));
    }
    if (read) {
      // The place itself was asked, and holds what it should, whoever wrote it.
      return Optional.empty();
    }
    Fields signed = fields.objectOrNull("signed");
    return signed == null
        ? Optional.of("was done by hand, and nobody signed that they did it")
        : objection(entry, fields, SignedStatement.fromJson(signed), work, permissions);
  }

  /** Holds against the attestations that a place, which only people can look at, is done. */
  Optional<String> place(Fields fields, boolean attested) {
    Fields facts = fields.objectOrNull("facts");
    if (facts == null || !facts.has("attested") || !facts.flag("attested")) {
      return Optional.empty();
    }
    unseen.remove(fields.number("at"));
    return attested ? Optional.empty() : Optional.of(Attestations.TOO_FEW);
  }

  /** What is missing before this step is done, if anything. */
  Optional<String> missing(String step) {
    return step.equals(DELIVER) && !unseen.isEmpty()
        ? Optional.of(
            "step deliver is done, and nobody attested what was written by hand to %s"
                .formatted(String.join(", ", unseen.values())))
        : Optional.empty();
  }

  /** The operations that had a person write a place, with the team whose hands were asked for. */
  Map<String, String> writes() {
    Map<String, String> writes = new TreeMap<>();
    asked.forEach((operation, work) -> {
      if (work.effect() == Effect.WRITE && work.hands() != null) {
        writes.put(operation, work.hands());
      }
    });
    return writes;
  }

  private static Optional<String> objection(
      Entry entry, Fields fields, SignedStatement signed, Asked work, Permissions permissions) {
    TaskStatement says = TaskStatement.parse(signed.text());
    TeamName hands = work.hands() == null ? permissions.owner() : new TeamName(work.hands());
    // Checked as of when it was signed: that it counted on arrival, the server saw to.
    return switch (TaskCheck.verify(
        signed, permissions.roster(), List.of(hands, permissions.owner()), says.time())) {
      case TaskChecked.Invalid(String why) ->
          Optional.of("what was signed about work by hand does not count: " + why);
      case TaskChecked.Valid(TaskStatement statement) -> {
        permissions.attestations().done(statement.person());
        yield isAbout(statement, entry, fields)
            ? Optional.empty()
            : Optional.of(
                "what %s signed about work by hand is about something else"
                    .formatted(statement.person()));
      }
    };
  }

  private static boolean isAbout(TaskStatement statement, Entry entry, Fields fields) {
    return statement.act() == TaskAct.HAND_IN
        && statement.rotation().equals(entry.chain())
        && statement.operation().equals(fields.text("operation"))
        && Objects.equals(credential(statement), fields.textOrNull("credential"));
  }

  private static @Nullable String credential(TaskStatement statement) {
    return statement.credential() == null ? null : statement.credential().value();
  }
}
