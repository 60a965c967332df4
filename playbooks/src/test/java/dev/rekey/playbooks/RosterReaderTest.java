// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class RosterReaderTest {

  private static Stream<Corpus.Example> invalid() {
    return Corpus.in("rosters/invalid");
  }

  @Test
  void readsPeopleWithRolesAndTeams() {
    Corpus.Example example = Corpus.in("rosters/valid").findFirst().orElseThrow();

    assertThat(RosterReader.read(example.name(), example.content()))
        .isEqualTo(
            new Reading.Read<>(
                List.of(
                    new Member(
                        new PersonName("alice@example.com"),
                        Set.of(Role.RESPONDER, Role.COMMANDER),
                        Set.of()),
                    new Member(
                        new PersonName("bob@example.com"),
                        Set.of(Role.OWNER),
                        Set.of(new TeamName("payments"), new TeamName("search"))))));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void tellsAllMistakesOfAWrongOne(Corpus.Example example) {
    Reading<List<Member>> reading = RosterReader.read(example.name(), example.content());

    assertThat(reading).isInstanceOf(Reading.Wrong.class);
    List<Mistake> mistakes = ((Reading.Wrong<List<Member>>) reading).mistakes();
    assertThat(mistakes).extracting(Mistake::toString).isEqualTo(example.expected());
    assertThat(example.namedAfter(mistakes)).isTrue();
  }
}
