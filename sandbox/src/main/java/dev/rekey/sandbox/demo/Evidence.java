// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.aws.Call;
import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.traffic.Attacker;
import dev.rekey.sandbox.traffic.Consumers;
import dev.rekey.sandbox.traffic.Loot;
import dev.rekey.sandbox.traffic.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Puts what consumers and attacker met beside what Rekey claims. Of Rekey's word only the times of
 * proof are taken; all else was seen at the real servers.
 */
final class Evidence {
  private final Company company;
  private final Attacker attacker;
  private final List<Consumers> consumers;

  Evidence(Company company, Attacker attacker, List<Consumers> consumers) {
    this.company = company;
    this.attacker = attacker;
    this.consumers = List.copyOf(consumers);
  }

  List<GroupEvidence> of(List<Leaked> leaked, List<JsonNode> provenRotations) {
    Map<String, Instant> proven = new HashMap<>();
    for (JsonNode one : provenRotations) {
      proven.put(
          one.get("credential").stringValue(), Instant.parse(one.get("since").stringValue()));
    }
    List<GroupEvidence> all = new ArrayList<>();
    for (Group group : Group.values()) {
      List<Leaked> members = leaked.stream().filter(one -> one.group() == group).toList();
      if (!members.isEmpty()) {
        all.add(of(group, members, proven));
      }
    }
    return all;
  }

  private GroupEvidence of(Group group, List<Leaked> members, Map<String, Instant> proven) {
    Tally tally = Tally.NONE;
    for (Consumers some : consumers) {
      tally = tally.plus(some.tallies().getOrDefault(group.title(), Tally.NONE));
    }
    int dead = 0;
    long after = 0;
    Optional<Duration> shortest = Optional.empty();
    for (Leaked one : members) {
      Instant proof = proven.get(one.row().credential());
      if (proof != null) {
        dead++;
        after += successesAfter(one, proof);
        Optional<Duration> before =
            attacker
                .loot(one.row().credential())
                .lastSuccess()
                .map(last -> Duration.between(last, proof));
        shortest = shorter(shortest, before);
      }
    }
    return new GroupEvidence(group, members.size(), dead, tally, shortest, after);
  }

  private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().compareTo(other.get()) < 0 ? one : other;
  }

  /** Of AWS by the sandbox's own journal, which sees every call; else by the attacker's tries. */
  private long successesAfter(Leaked leaked, Instant proof) {
    String credential = leaked.row().credential();
    Loot loot = attacker.loot(credential);
    if (!leaked.row().system().equals(Company.AWS)) {
      return loot.successesAfter(proof);
    }
    return company.aws().journal().calls().stream()
        .filter(call -> call.signer().filter(credential::equals).isPresent())
        .filter(Call::accepted)
        .filter(call -> call.at().isAfter(proof))
        .count();
  }
}
