// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who may decide. */
@RestController
class RostersController {

  private final Rosters rosters;

  RostersController(Rosters rosters) {
    this.rosters = rosters;
  }

  record MemberView(String name, List<String> roles, List<String> teams) {}

  record RosterRequest(String signers, List<MemberView> members) {}

  record TrustView(String digest, List<String> trustedBy, int needed) {}

  record RosterView(
      String digest, String signers, List<MemberView> members, List<String> trustedBy) {}

  @PostMapping("/api/v1/rosters")
  @ResponseStatus(HttpStatus.CREATED)
  TrustView propose(@RequestBody RosterRequest request) {
    Roster roster =
        new Roster(
            request.signers(), request.members().stream().map(RostersController::member).toList());
    return trust(rosters.propose(roster));
  }

  @GetMapping("/api/v1/rosters/current")
  RosterView current() {
    Roster roster =
        rosters
            .current()
            .orElseThrow(() ->
                Refused.missing(
                    "no roster is trusted yet",
                    "rekey roster propose --signers FILE --people FILE"));
    return view(roster);
  }

  /** One that was proposed too: nobody can vouch for what they cannot see. */
  @GetMapping("/api/v1/rosters/{digest}")
  RosterView show(@PathVariable String digest) {
    return view(
        rosters
            .find(new Digest(digest))
            .orElseThrow(() ->
                Refused.missing(
                    "no roster %s was proposed".formatted(digest),
                    "rekey roster propose --signers FILE --people FILE")));
  }

  private RosterView view(Roster roster) {
    return new RosterView(
        roster.digest().value(),
        roster.signers(),
        roster.members().stream().map(RostersController::view).toList(),
        rosters.trustedBy(roster.digest()));
  }

  @PostMapping("/api/v1/rosters/{digest}/trust")
  TrustView trust(@PathVariable String digest, @RequestBody SignedStatement signed) {
    rosters.trust(new Digest(digest), signed);
    return trust(new Digest(digest));
  }

  private TrustView trust(Digest digest) {
    return new TrustView(digest.value(), rosters.trustedBy(digest), Rosters.NEEDED);
  }

  private static Member member(MemberView view) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String role : view.roles()) {
      try {
        roles.add(Role.valueOf(role.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw new IllegalArgumentException(
            "%s: role '%s' (expected: one of %s)"
                .formatted(view.name(), role, EnumSet.allOf(Role.class)));
      }
    }
    return new Member(
        new PersonName(view.name()),
        roles,
        view.teams().stream().map(TeamName::new).collect(Collectors.toSet()));
  }

  private static MemberView view(Member member) {
    return new MemberView(
        member.name().value(),
        member.roles().stream().map(CanonicalJson::name).toList(),
        member.teams().stream().map(TeamName::value).toList());
  }
}
