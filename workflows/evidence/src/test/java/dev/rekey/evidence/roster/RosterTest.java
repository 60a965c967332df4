// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class RosterTest {

  private static final PersonName ALICE = new PersonName("alice@example.com");
  private static final PersonName BOB = new PersonName("bob@example.com");
  private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  private static final SshPublicKey KEY_A = newKey();
  private static final SshPublicKey KEY_B = newKey();

  private static SshPublicKey newKey() {
    try (SshPrivateKey key = SshPrivateKey.generate(new SecureRandom())) {
      return key.publicKey("");
    }
  }

  private static Member responder(PersonName name) {
    return new Member(name, Set.of(Role.RESPONDER), Set.of());
  }

  private static Roster alone(String options) {
    return new Roster(ALICE + " " + options + " " + KEY_A.line() + "\n", List.of(responder(ALICE)));
  }

  private static MalformedRoster refused(String signers, Member... members) {
    return catchThrowableOfType(MalformedRoster.class, () -> new Roster(signers, List.of(members)));
  }

  @Test
  void givesEachMemberTheirKeys() {
    SshPublicKey second = newKey();
    Roster roster =
        new Roster(
            """
            # people
            alice@example.com %s alice's laptop

              alice@example.com,al\t%s
            bob@example.com %s
            """
                .formatted(KEY_A.line(), second.line(), KEY_B.line()),
            List.of(responder(BOB), responder(ALICE)));
    assertThat(roster.keysOf(ALICE, NOW)).containsExactly(KEY_A, second);
    assertThat(roster.keysOf(BOB, NOW)).containsExactly(KEY_B);
    assertThat(roster.members()).extracting(Member::name).containsExactly(ALICE, BOB);
    assertThat(roster.member(BOB)).contains(responder(BOB));
  }

  @Test
  void aKeyOfNoMemberCountsForNothing() {
    Roster roster = new Roster(BOB + " " + KEY_B.line(), List.of(responder(ALICE)));
    assertThat(roster.keysOf(BOB, NOW)).isEmpty();
    assertThat(roster.keysOf(ALICE, NOW)).isEmpty();
    assertThat(roster.member(BOB)).isEmpty();
  }

  @Test
  void aKeyCountsOnlyWithinItsDates() {
    Roster roster = alone("valid-after=\"20261101Z\",valid-before=\"202612010930Z\"");
    assertThat(roster.keysOf(ALICE, NOW)).containsExactly(KEY_A);
    assertThat(roster.keysOf(ALICE, Instant.parse("2026-11-01T00:00:00Z"))).hasSize(1);
    assertThat(roster.keysOf(ALICE, Instant.parse("2026-10-31T23:59:59Z"))).isEmpty();
    assertThat(roster.keysOf(ALICE, Instant.parse("2026-12-01T09:30:00Z"))).hasSize(1);
    assertThat(roster.keysOf(ALICE, Instant.parse("2026-12-01T09:30:01Z"))).isEmpty();
    assertThat(alone("valid-after=\"20261123180001Z\"").keysOf(ALICE, NOW)).isEmpty();
  }

  @Test
  void aKeyCountsOnlyInItsNamespaces() {
    assertThat(alone("namespaces=\"git,decision@rekey.dev\"").keysOf(ALICE, NOW)).hasSize(1);
    assertThat(alone("namespaces=\"git\"").keysOf(ALICE, NOW)).isEmpty();
    assertThat(alone("NAMESPACES=\"git\"").keysOf(ALICE, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cert-authority | certificate authorities decide nothing here",
        "cert-authority,namespaces=\"x\" | certificate authorities",
        "valid-after=\"20261101\" | Z because without it",
        "valid-after=\"20261301Z\" | that exist",
        "valid-after=\"20260230Z\" | that exist",
        "valid-after=\"2026Z\" | expected: YYYYMMDDZ",
        "valid-after=20261101Z | its value in double quotes",
        "valid-after | without a value",
        "valid-before=\"20261101Z\",valid-before=\"20261201Z\" | twice",
        "valid-after=\"20261201Z\",valid-before=\"20261101Z\" | the first before the second",
        "namespaces=\"*\" | no patterns",
        "namespaces=\"\" | no patterns",
        "namespaces=\"a,,b\" | no patterns",
        "verify-required | expected: one of namespaces=",
        "restrict,,x | expected: one of namespaces="
      })
  void refusesOptionsThatItDoesNotTake(String options, String message) {
    MalformedRoster refused = refused(ALICE + " " + options + " " + KEY_A.line(), responder(ALICE));
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.mistakes().getFirst().line()).isEqualTo(1);
    assertThat(refused.mistakes().getFirst().column()).isEqualTo(ALICE.value().length() + 2);
  }

  @Test
  void namesAllMistakesWithTheirLines() {
    MalformedRoster refused =
        refused(
            """
            # comment
            *@example.com %1$s
            alice@example.com ssh-ed25519 AAAA
            !bob@example.com %1$s
            carol@example.com
            "dan@example.com" %1$s
            eve@example.com,, %1$s
            """
                .formatted(KEY_A.line()));
    assertThat(refused.mistakes())
        .extracting(MalformedRoster.Mistake::line)
        .containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(refused)
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("allowed_signers line 2, column 1: principals '*@example.com'")
        .hasMessageContaining("allowed_signers line 3, column 19: public key");
  }

  @Test
  void refusesOneKeyForTwoMembers() {
    String separate = ALICE + " " + KEY_A.line() + "\n" + BOB + " " + KEY_A.line() + "\n";
    assertThat(refused(separate, responder(ALICE), responder(BOB)))
        .hasMessageContaining("line 2")
        .hasMessageContaining("is the key of alice@example.com and of bob@example.com");
    String together = ALICE + "," + BOB + " " + KEY_A.line() + "\n";
    assertThat(refused(together, responder(ALICE), responder(BOB)))
        .hasMessageContaining("expected: one person a key");
    assertThat(new Roster(together, List.of(responder(ALICE))).keysOf(ALICE, NOW)).hasSize(1);
  }

  @Test
  void refusesAMemberTwice() {
    assertThat(refused("", responder(ALICE), responder(ALICE)))
        .hasMessageContaining("member 'alice@example.com' twice");
  }

  @Test
  void isReadBackAsItWasWritten() {
    Roster roster =
        new Roster(
            ALICE + " " + KEY_A.line() + "\n",
            List.of(
                new Member(
                    ALICE,
                    Set.of(Role.OWNER, Role.RESPONDER),
                    Set.of(new TeamName("payments"), new TeamName("billing")))));
    String text = CanonicalJson.write(roster.toJson());
    assertThat(text)
        .contains("\"roles\":[\"owner\",\"responder\"]", "\"teams\":[\"billing\",\"payments\"]");
    assertThat(Roster.fromJson(Fields.of("roster", CanonicalJson.read(text)))).isEqualTo(roster);
    assertThat(roster.digest()).isEqualTo(Digest.ofText(text));
    assertThatThrownBy(() ->
            Roster.fromJson(Fields.of("roster", CanonicalJson.read(text.replace("owner", "king")))))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("role 'king' (expected: one of [responder");
  }

  @Test
  void theDigestChangesWithEveryRoleTeamAndKey() {
    Roster one = alone("");
    assertThat(
            List.of(
                one.digest(),
                new Roster(one.signers(), List.of()).digest(),
                new Roster("", one.members()).digest(),
                new Roster(one.signers(), List.of(new Member(ALICE, Set.of(Role.OPS), Set.of())))
                    .digest(),
                new Roster(
                        one.signers(),
                        List.of(
                            new Member(ALICE, Set.of(Role.RESPONDER), Set.of(new TeamName("x")))))
                    .digest()))
        .doesNotHaveDuplicates();
  }

  @Test
  void canBeRestrictedToSomePeople() {
    Roster roster =
        new Roster(
            ALICE + " " + KEY_A.line() + "\n" + BOB + " " + KEY_B.line() + "\n",
            List.of(responder(ALICE), responder(BOB)));
    Roster restricted = roster.restrictedTo(Set.of(BOB));
    assertThat(restricted.members()).containsExactly(responder(BOB));
    assertThat(restricted.signers()).isEqualTo(BOB + " " + KEY_B.line() + "\n");
    assertThat(restricted.keysOf(BOB, NOW)).isEqualTo(roster.keysOf(BOB, NOW));
    assertThat(restricted.keysOf(ALICE, NOW)).isEmpty();
  }

  @Test
  void readsKeysAddedByHandWithWindowsLineEnds() {
    Roster roster = new Roster(ALICE + " " + KEY_A.line() + "\r\n", List.of(responder(ALICE)));
    assertThat(roster.keysOf(ALICE, NOW)).containsExactly(KEY_A);
  }
}
