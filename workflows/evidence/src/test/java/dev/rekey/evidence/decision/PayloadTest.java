// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.roster.Role;
import dev.rekey.words.CampaignName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** These records travel as payloads of workflows: a plain mapper must bring them back. */
@Timeout(30)
class PayloadTest {

  private static final Instant TIME = Instant.parse("2026-11-23T18:00:00.120Z");
  private static final Digest DIGEST = Digest.ofText("x");

  static List<Object> records() {
    Signer alice = Signer.of("alice@example.com", Set.of(Role.OWNER, Role.OPS), "b", "a");
    ItemList list = ItemList.of(List.of(new Item("a", DIGEST), new Item("b", DIGEST)));
    Statement statement =
        new Statement(
            new CampaignName("c"),
            list.subject(),
            Verb.APPROVE,
            alice.name(),
            "",
            TIME,
            TIME.plusSeconds(60),
            new TreeMap<>(Map.of("term", "value")));
    SignedStatement signed = alice.sign(statement);
    return List.of(
        DIGEST,
        Head.start("chain"),
        Entry.after(Head.start("c"), "c", TIME, "t", Map.of("n", 1, "m", Map.of("l", List.of(2)))),
        Signer.roster(alice),
        alice.member(),
        statement,
        new Statement(
            null,
            new RosterSubject(DIGEST),
            Verb.TRUST_ROSTER,
            alice.name(),
            "",
            TIME,
            TIME.plusSeconds(60),
            new TreeMap<>()),
        signed,
        list.delivery(signed, "b"),
        new Delivery(signed, null),
        new Checked.Valid(statement, alice.member()),
        new Checked.Invalid("why"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void comesBackFromAPlainMapper(Object sent) {
    JsonMapper mapper = JsonMapper.builder().build();
    Object received = mapper.readValue(mapper.writeValueAsString(sent), sent.getClass());
    assertThat(received).isEqualTo(sent);
  }
}
