// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.roster;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.roster.MalformedRoster.Mistake;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Who may decide, and with which keys. Each campaign pins one.
 *
 * @param signers the text of an {@code allowed_signers} file; may name people who are no members
 * @param members each name once; kept sorted by name. One key belongs to one member at most: with a
 *     shared key one person could pass for two.
 */
public record Roster(String signers, List<Member> members) {

  /** What the roster's keys sign for Rekey (SSHSIG's namespace). */
  public static final String NAMESPACE = "decision@rekey.dev";

  /**
   * A roster without mistakes.
   *
   * @throws MalformedRoster with all mistakes
   */
  public Roster {
    members = members.stream().sorted(comparing(Member::name)).toList();
    List<SignerLine> lines = AllowedSigners.read(signers);
    List<Mistake> mistakes = new ArrayList<>();
    checkNames(members, mistakes);
    checkKeys(lines, members, mistakes);
    if (!mistakes.isEmpty()) {
      throw new MalformedRoster(mistakes);
    }
  }

  private static void checkNames(List<Member> members, List<Mistake> mistakes) {
    for (int i = 1; i < members.size(); i++) {
      PersonName name = members.get(i).name();
      if (members.get(i - 1).name().equals(name)) {
        mistakes.add(new Mistake(0, 0, "member '%s' twice (expected: once)".formatted(name)));
      }
    }
  }

  private static void checkKeys(
      List<SignerLine> lines, List<Member> members, List<Mistake> mistakes) {
    record Held(SshPublicKey key, PersonName by) {}
    List<Held> seen = new ArrayList<>();
    for (SignerLine line : lines) {
      for (Member member : members) {
        if (!line.names(member.name())) {
          continue;
        }
        for (Held held : seen) {
          if (held.key().equals(line.key()) && !held.by().equals(member.name())) {
            mistakes.add(
                new Mistake(
                    line.number(),
                    0,
                    "%s is the key of %s and of %s (expected: one person a key)"
                        .formatted(line.key(), held.by(), member.name())));
          }
        }
        seen.add(new Held(line.key(), member.name()));
      }
    }
  }

  /** Reads back what {@link #toJson} made. */
  public static Roster fromJson(Fields fields) {
    Roster roster = new Roster(fields.text("signers"), fields.list("members", Member::fromJson));
    fields.end();
    return roster;
  }

  /** The roster as it is hashed and put into a certificate. */
  public SortedMap<String, Object> toJson() {
    return CanonicalJson.copy(
        Map.of("signers", signers, "members", members.stream().map(Member::toJson).toList()));
  }

  /** The digest that people compare out of band before they trust this roster. */
  public Digest digest() {
    return Digest.ofText(CanonicalJson.write(toJson()));
  }

  /** The member of that name. */
  public Optional<Member> member(PersonName name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /** The keys with which a person can sign decisions at that time; empty for a stranger. */
  public List<SshPublicKey> keysOf(PersonName person, Instant at) {
    if (member(person).isEmpty()) {
      return List.of();
    }
    return AllowedSigners.naming(person, signers).stream()
        .filter(line -> line.counts(at, NAMESPACE))
        .map(SignerLine::key)
        .distinct()
        .toList();
  }

  /** This roster with nobody else in it: what a rotation needs to know. Its digest is another. */
  public Roster restrictedTo(Set<PersonName> people) {
    List<Member> kept = members.stream().filter(member -> people.contains(member.name())).toList();
    String lines =
        AllowedSigners.read(signers).stream()
            .filter(line -> kept.stream().anyMatch(member -> line.names(member.name())))
            .map(line -> line.text() + "\n")
            .collect(joining());
    return new Roster(lines, kept);
  }
}
