// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import static java.util.stream.Collectors.joining;

import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.words.Disposition;
import dev.rekey.words.Place;

/** What whoever has the hands is told: rendered from names and ids, never from a value. */
final class Instructions {

  /** The setting that says how people call the system. */
  static final String TITLE = "title";

  /** The setting that holds the system's own instructions, in Markdown. */
  static final String TEXT = "instructions";

  private Instructions() {}

  static String of(Task.Work work, PlannedRotation planned, SystemEntry entry) {
    return task(work, planned, title(entry)) + own(entry, planned, "");
  }

  /**
   * What is to be written where.
   *
   * @param old whether the old value is put back
   */
  static String of(Place place, boolean old, PlannedRotation planned, SystemEntry entry) {
    String fields =
        place.selectors().entrySet().stream()
            .map(part -> "%s into `%s`".formatted(part.getKey(), part.getValue()))
            .collect(joining(", "));
    return ("Write the %s of `%s` of `%s` to `%s` in %s: %s. `rekey task reveal` shows it, once and"
                + " on a terminal only; keep no copy of it. %s, then hand in what you did and saw.")
            .formatted(
                old ? "old value" : "new value that replaces that",
                planned.id().credential(),
                planned.id().lane().identity(),
                place.location(),
                title(entry),
                fields,
                old
                    ? "Look whether its consumers take it up again"
                    : "Look whether its consumers take it up")
        + own(entry, planned, place.location());
  }

  private static String title(SystemEntry entry) {
    return entry.settings().find(TITLE).orElse(entry.name().value());
  }

  private static String own(SystemEntry entry, PlannedRotation planned, String place) {
    return entry
        .settings()
        .find(TEXT)
        .map(text -> "\n\n" + filled(text, planned).replace("{place}", place))
        .orElse("");
  }

  private static String task(Task.Work work, PlannedRotation planned, String system) {
    String which =
        "`%s` of `%s` in %s"
            .formatted(planned.id().credential(), planned.id().lane().identity(), system);
    return switch (work) {
      case ISSUE ->
          ("Make a new credential in the place of %s, for the same identity and with the same"
                  + " rights. Leave the old one alive. %s Hand its value in; nobody ever needs it by"
                  + " mail or chat.")
              .formatted(which, installing(planned));
      case DISABLE ->
          ("Switch off %s: that one and no other, so that it could be switched on again. Then look"
                  + " whether its consumers go on, and hand in what you did and saw.")
              .formatted(which);
      case REVOKE ->
          ("Revoke %s: that one and no other%s. Then try it, or look where it is listed, and hand in"
                  + " what you did and saw.")
              .formatted(
                  which,
                  planned.disposition() == Disposition.REPLACE
                      ? "; its replacement is in use"
                      : "; nobody needs a replacement");
      case WRITE -> throw new IllegalArgumentException("what is written is written to a place");
    };
  }

  private static String installing(PlannedRotation planned) {
    return planned.places().isEmpty()
        ? "Rekey knows no place of it: install it yourself wherever the old one is used."
        : "Rekey installs it where the old one is used.";
  }

  private static String filled(String text, PlannedRotation planned) {
    return text.replace("{identity}", planned.id().lane().identity().value())
        .replace("{credential}", planned.id().credential().value())
        .replace("{kind}", planned.id().lane().kind().value())
        .replace("{system}", planned.id().lane().system().value());
  }
}
