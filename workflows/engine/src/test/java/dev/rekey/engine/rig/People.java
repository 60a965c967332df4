// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import java.util.List;

/** A roster, and one person who is not on it. */
public final class People {

  /** Wrote the plan. */
  public final Person alice = Person.of("alice@example.com", Role.RESPONDER);

  public final Person bob = Person.of("bob@example.com", Role.RESPONDER);
  public final Person carla = Person.of("carla@example.com", Role.COMMANDER);
  public final Person olga = Person.of("olga@example.com", Role.OWNER, "payments");
  public final Person oscar = Person.of("oscar@example.com", Role.OWNER, "search");
  public final Person mallory = Person.of("mallory@example.com", Role.RESPONDER);

  private final List<Person> members = List.of(alice, bob, carla, olga, oscar);

  public Roster roster() {
    StringBuilder signers = new StringBuilder();
    members.forEach(person -> signers.append(person.signerLine()));
    return new Roster(signers.toString(), members.stream().map(Person::member).toList());
  }

  /** The names that may stand nowhere in clear. */
  public List<String> names() {
    return members.stream().map(person -> person.name().value()).toList();
  }
}
