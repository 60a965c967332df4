// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.words.TeamName;
import dev.rekey.worker.cli.api.RotationView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rotations are meant, beside those that are named one by one. */
final class Selection {

  @Option(names = "--all", order = 1, description = "All that wait for it.")
  boolean all;

  @Option(
      names = "--team",
      paramLabel = "TEAM",
      order = 2,
      description = "With --all: only those of this team.")
  @Nullable TeamName team;

  @Option(
      names = "--except",
      paramLabel = "ROTATION",
      order = 3,
      description = "With --all: not this one; may be given often.")
  List<String> vetoed = new ArrayList<>();

  void check(List<String> named, Mistakes mistakes) {
    if (all && !named.isEmpty()) {
      mistakes.add("--all and rotations by name (expected: one or the other)");
    }
    if (!all && (team != null || !vetoed.isEmpty())) {
      mistakes.add("--team and --except narrow --all down (expected: --all with them)");
    }
  }

  /**
   * The rotations that are meant.
   *
   * @param named those that are meant by name
   * @param open all about which something can be decided now
   * @param verb what is to be decided
   * @throws Failure with one line for each name that is not clear
   */
  List<RotationView> from(List<String> named, List<RotationView> open, String verb) {
    Mistakes mistakes = new Mistakes();
    List<RotationView> chosen =
        all ? allBut(open, verb, mistakes) : eachNamed(named, open, verb, mistakes);
    mistakes.stopIfAny();
    return chosen;
  }

  private List<RotationView> allBut(List<RotationView> open, String verb, Mistakes mistakes) {
    Set<RotationView> without = new LinkedHashSet<>();
    for (String name : vetoed) {
      // A veto that hits nothing would let somebody approve what they meant to leave out.
      RotationView found = find(name, open, mistakes);
      if (found != null) {
        without.add(found);
      }
    }
    return open.stream()
        .filter(rotation -> rotation.verbs().contains(verb) && rotation.shown() != null)
        .filter(rotation -> team == null || rotation.team().equals(team.value()))
        .filter(rotation -> !without.contains(rotation))
        .toList();
  }

  private static List<RotationView> eachNamed(
      List<String> named, List<RotationView> open, String verb, Mistakes mistakes) {
    Set<RotationView> chosen = new LinkedHashSet<>();
    for (String name : named) {
      RotationView found = find(name, open, mistakes);
      if (found == null) {
        continue;
      }
      if (!found.verbs().contains(verb) || found.shown() == null) {
        mistakes.add(
            "%s: %s does not fit now (expected: one of %s)"
                .formatted(found.shortName(), verb, found.verbs()));
      }
      chosen.add(found);
    }
    return List.copyOf(chosen);
  }

  private static @Nullable RotationView find(
      String name, List<RotationView> open, Mistakes mistakes) {
    List<RotationView> exact =
        open.stream()
            .filter(
                rotation -> rotation.rotation().equals(name) || rotation.shortName().equals(name))
            .toList();
    List<RotationView> found =
        exact.isEmpty()
            ? open.stream().filter(rotation -> rotation.rotation().endsWith("/" + name)).toList()
            : exact;
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      mistakes.add(
          "'%s' waits for no decision, or there is none such%s"
              .formatted(
                  name,
                  DidYouMean.hint(
                      name,
                      open.stream()
                          .flatMap(each -> List.of(each.shortName(), each.credential()).stream())
                          .toList())));
    } else {
      mistakes.add(
          "'%s' is not clear (expected: one of %s)"
              .formatted(name, found.stream().limit(5).map(RotationView::shortName).toList()));
    }
    return null;
  }
}
