// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Checked.Invalid;
import dev.rekey.evidence.decision.Checked.Valid;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.CampaignName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatementCheckTest {

  private static final Instant TIME = Instant.parse("2026-11-23T18:00:00Z");
  private static final Signer ALICE = Signer.of("alice@example.com", Set.of(Role.RESPONDER));
  private static final Signer BOB = Signer.of("bob@example.com", Set.of(Role.OWNER), "payments");
  private static final Signer MALLORY = Signer.of("mallory@example.com", Set.of(Role.COMMANDER));
  private static final Roster ROSTER = Signer.roster(ALICE, BOB);

  private static Statement approvalBy(Signer person) {
    return new Statement(
        new CampaignName("okta-2026-11"),
        new PlanSubject(1, Digest.ofText("plan")),
        Verb.APPROVE,
        person.name(),
        "",
        TIME,
        TIME.plus(Duration.ofHours(1)),
        new TreeMap<>());
  }

  private static void refused(Checked checked, String why) {
    assertThat(checked)
        .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.why()).contains(why));
  }

  @Test
  void believesAMembersOwnSignature() {
    Statement statement = approvalBy(ALICE);
    assertThat(StatementCheck.verify(ALICE.sign(statement), ROSTER, TIME))
        .isEqualTo(new Valid(statement, ALICE.member()));
  }

  @Test
  void doesNotBelieveAnothersSignature() {
    refused(
        StatementCheck.verify(BOB.sign(approvalBy(ALICE)), ROSTER, TIME),
        "which is no key of alice@example.com");
    refused(
        StatementCheck.verify(MALLORY.sign(approvalBy(MALLORY)), ROSTER, TIME),
        "mallory@example.com is not on the roster");
    refused(
        StatementCheck.verify(MALLORY.sign(approvalBy(ALICE)), ROSTER, TIME), "is no key of alice");
  }

  @Test
  void doesNotBelieveASignatureOverAnotherText() {
    Statement statement = approvalBy(ALICE);
    String altered = statement.text().replace("\"number\":1", "\"number\":2");
    refused(
        StatementCheck.verify(
            new SignedStatement(altered, ALICE.sign(statement).signature()), ROSTER, TIME),
        "does not fit the statement");
  }

  @Test
  void remembersOfADecisionOnlyThatItsSignatureFits() {
    SignatureMemory memory = new SignatureMemory();
    Statement statement = approvalBy(ALICE);
    SignedStatement signed = ALICE.sign(statement);
    Valid valid = new Valid(statement, ALICE.member());
    assertThat(StatementCheck.verify(signed, ROSTER, TIME, memory)).isEqualTo(valid);
    assertThat(StatementCheck.verify(signed, ROSTER, TIME, memory)).isEqualTo(valid);
    String altered = statement.text().replace("\"number\":1", "\"number\":2");
    SignedStatement forged = new SignedStatement(altered, signed.signature());
    refused(StatementCheck.verify(forged, ROSTER, TIME, memory), "does not fit the statement");
    refused(StatementCheck.verify(forged, ROSTER, TIME, memory), "does not fit the statement");
    refused(
        StatementCheck.verify(signed, ROSTER, TIME.plus(Duration.ofDays(1)), memory), "expired at");
    refused(
        StatementCheck.verify(signed, Signer.roster(BOB), TIME, memory), "is not on the roster");
  }

  @Test
  void doesNotBelieveASignatureMadeForSomethingElse() {
    Statement statement = approvalBy(ALICE);
    SignedStatement other =
        new SignedStatement(statement.text(), ALICE.key().sign(statement.bytes(), "git"));
    refused(StatementCheck.verify(other, ROSTER, TIME), "does not fit the statement");
  }

  @Test
  void aStatementExpires() {
    SignedStatement signed = ALICE.sign(approvalBy(ALICE));
    Instant end = TIME.plus(Duration.ofHours(1));
    assertThat(StatementCheck.verify(signed, ROSTER, end.minusMillis(1))).isInstanceOf(Valid.class);
    refused(StatementCheck.verify(signed, ROSTER, end), "expired at 2026-11-23T19:00:00Z");
  }

  @Test
  void aStatementIsNotFromTheFuture() {
    SignedStatement signed = ALICE.sign(approvalBy(ALICE));
    Instant justGood = TIME.minus(Duration.ofMinutes(5));
    assertThat(StatementCheck.verify(signed, ROSTER, justGood)).isInstanceOf(Valid.class);
    refused(
        StatementCheck.verify(signed, ROSTER, justGood.minusMillis(1)),
        "more than 5 minutes after");
  }

  @Test
  void aKeyCountsWhenItSignedAndWhenItIsBelieved() {
    SignedStatement signed = ALICE.sign(approvalBy(ALICE));
    Instant later = TIME.plus(Duration.ofMinutes(30));
    Roster endsBetween =
        new Roster(ALICE.line("valid-before=\"202611231815Z\" "), List.of(ALICE.member()));
    assertThat(StatementCheck.verify(signed, endsBetween, TIME)).isInstanceOf(Valid.class);
    refused(StatementCheck.verify(signed, endsBetween, later), "is no key of");
    Roster beginsBetween =
        new Roster(ALICE.line("valid-after=\"202611231815Z\" "), List.of(ALICE.member()));
    refused(StatementCheck.verify(signed, beginsBetween, later), "is no key of");
  }

  @Test
  void aKeyForOtherNamespacesCountsForNothing() {
    Roster roster = new Roster(ALICE.line("namespaces=\"git\" "), List.of(ALICE.member()));
    refused(StatementCheck.verify(ALICE.sign(approvalBy(ALICE)), roster, TIME), "is no key of");
  }

  @Test
  void whatIsNoStatementIsRefusedWithoutAnException() {
    SignedStatement good = ALICE.sign(approvalBy(ALICE));
    refused(StatementCheck.verify(new SignedStatement("", good.signature()), ROSTER, TIME), "JSON");
    refused(StatementCheck.verify(new SignedStatement("{}", good.signature()), ROSTER, TIME), "no");
    refused(StatementCheck.verify(new SignedStatement(good.text(), ""), ROSTER, TIME), "armor");
  }

  @Test
  void aStatementAboutManyCoversEachOfThemAndNoOther() {
    List<Item> items =
        List.of(
            new Item("c/s/i/k/1", Digest.ofText("one")),
            new Item("c/s/i/k/2", Digest.ofText("two")),
            new Item("c/s/i/k/3", Digest.ofText("three")));
    ItemList list = ItemList.of(items.reversed());
    assertThat(list.items()).isEqualTo(items);
    Statement statement =
        new Statement(
            new CampaignName("c"),
            list.subject(),
            Verb.APPROVE,
            ALICE.name(),
            "",
            TIME,
            TIME.plusSeconds(60),
            new TreeMap<>());
    for (Item item : items) {
      Delivery delivery = list.delivery(ALICE.sign(statement), item.rotation());
      assertThat(ItemCheck.covers(statement, item, delivery.proof())).isTrue();
      assertThat(
              ItemCheck.covers(
                  statement, new Item(item.rotation(), Digest.ofText("else")), delivery.proof()))
          .isFalse();
      assertThat(ItemCheck.covers(statement, new Item("c/s/i/k/4", item.shown()), delivery.proof()))
          .isFalse();
      assertThat(ItemCheck.covers(statement, item, null)).isFalse();
      assertThat(ItemCheck.covers(approvalBy(ALICE), item, delivery.proof())).isFalse();
    }
  }

  @Test
  void aProofForAListOfAnotherLengthDoesNotCover() {
    Item item = new Item("c/s/i/k/1", Digest.ofText("one"));
    ItemList list = ItemList.of(List.of(item));
    Statement statement =
        new Statement(
            new CampaignName("c"),
            new RotationsSubject(list.subject().root(), 2),
            Verb.APPROVE,
            ALICE.name(),
            "",
            TIME,
            TIME.plusSeconds(60),
            new TreeMap<>());
    assertThat(ItemCheck.covers(statement, item, list.proof(item.rotation()))).isFalse();
  }

  @Test
  void aListHoldsEachRotationOnce() {
    Item item = new Item("c/s/i/k/1", Digest.ofText("one"));
    assertThatThrownBy(() -> ItemList.of(List.of(item, item)))
        .hasMessageContaining("c/s/i/k/1 twice");
    assertThatThrownBy(() -> ItemList.of(List.of(item)).proof("other"))
        .hasMessageContaining("no other among them");
  }
}
