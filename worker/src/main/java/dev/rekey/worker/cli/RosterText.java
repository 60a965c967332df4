// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.stream.Collectors.joining;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.worker.cli.api.RosterView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A roster as people compare it. */
final class RosterText {

  private RosterText() {}

  /** The roster of an answer, if it really has the digest under which it came. */
  static Roster checked(RosterView view) {
    Roster roster = view.roster();
    if (!roster.digest().value().equals(view.digest())) {
      throw new Failure(
          ExitCode.FAILED,
          "the server shows a roster under a digest that is not its own: %s (expected: %s)"
              .formatted(view.digest(), roster.digest()),
          "trust nothing that this server says about rosters");
    }
    return roster;
  }

  static List<Line> lines(Roster roster, List<String> trustedBy, Instant now, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("roster      " + roster.digest()));
    lines.add(
        Line.of(
            "trusted by  " + (trustedBy.isEmpty() ? "nobody yet" : String.join(", ", trustedBy))));
    lines.add(Line.of(""));
    Table table = new Table("PERSON", "ROLES", "TEAMS", "KEYS THAT COUNT NOW");
    for (Member member : roster.members()) {
      List<SshPublicKey> keys = roster.keysOf(member.name(), now);
      table.row(
          member.name().value(),
          member.roles().stream().map(CanonicalJson::name).collect(joining(" ")),
          member.teams().stream().map(team -> team.value()).collect(joining(" ")),
          keys.isEmpty()
              ? "none"
              : keys.stream().map(SshPublicKey::toString).collect(joining(", ")));
    }
    lines.addAll(table.lines(columns));
    return lines;
  }
}
