// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.roster.MalformedRoster;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.playbooks.RosterReader;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.worker.files.Limit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a roster from the two files that people keep it in. */
final class RosterFiles {

  private RosterFiles() {}

  /** The roster; null with everything that is wrong with either file among the mistakes. */
  static @Nullable Roster read(Path signers, Path people, Mistakes mistakes) {
    Mistakes own = new Mistakes();
    byte[] keys = InputFile.read("--signers", signers, Limit.KEYS, own);
    byte[] roles = InputFile.read("--people", people, Limit.TEXT, own);
    Roster roster = own.isEmpty() ? read(signers, keys, people, roles, own) : null;
    own.lines().forEach(mistakes::add);
    return roster;
  }

  private static @Nullable Roster read(
      Path signers, byte[] keys, Path people, byte[] roles, Mistakes mistakes) {
    List<Member> members =
        switch (RosterReader.read(people.toString(), roles)) {
          case Reading.Read<List<Member>>(List<Member> read) -> read;
          case Reading.Wrong<List<Member>> wrong -> {
            wrong.mistakes().forEach(mistake -> mistakes.add(mistake.toString()));
            // The other file's mistakes are worth telling too.
            yield List.of();
          }
        };
    try {
      Roster roster = new Roster(new String(keys, StandardCharsets.UTF_8), members);
      unused(roster, mistakes);
      return mistakes.isEmpty() ? roster : null;
    } catch (MalformedRoster e) {
      for (MalformedRoster.Mistake mistake : e.mistakes()) {
        mistakes.add("%s: %s".formatted(signers, mistake));
      }
      return null;
    }
  }

  /** A person who can never sign is most likely spelled otherwise in the other file. */
  private static void unused(Roster roster, Mistakes mistakes) {
    for (Member member : roster.members()) {
      if (roster.signers().lines().noneMatch(line -> names(line, member))) {
        mistakes.add(
            "%s has no key among the signers (expected: a line that begins with this name)"
                .formatted(member.name()));
      }
    }
  }

  private static boolean names(String line, Member member) {
    String principals = line.strip().split("[ \\t]", 2)[0];
    return List.of(principals.split(",", -1)).contains(member.name().value());
  }
}
