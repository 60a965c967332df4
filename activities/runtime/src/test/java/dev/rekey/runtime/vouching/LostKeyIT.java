// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.vouching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.KeyReplacement;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.runtime.FreshDatabase;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.decisions.DecisionRefused;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.runtime.reconcile.LastHeads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The instance key's file is gone: two people of the roster put another one in its place. */
@Timeout(300)
class LostKeyIT {

  private static final String CAMPAIGN = "campaign/leak";
  private static final String ROTATION = "leak/aws-prod/billing/iam-access-key/AKIA1";

  @AutoClose static final FreshDatabase database = FreshDatabase.create();

  private final Voucher alice = Voucher.of("alice@example.com", Role.RESPONDER);
  private final Voucher bob = Voucher.of("bob@example.com", Role.RESPONDER);
  private final Voucher olga = Voucher.of("olga@example.com", Role.OWNER);
  private final Voucher carol = Voucher.of("carol@example.com", Role.RESPONDER);
  private final Clock clock = Clock.systemUTC();

  @TempDir private Path home;

  private JdbcClient jdbc;
  private TransactionTemplate transactions;
  private Ledger ledger;

  /** A trusted roster, and a campaign with one rotation under way. */
  @BeforeEach
  void begin() {
    jdbc = database.jdbc();
    transactions = database.transactions();
    jdbc.sql("truncate ledger, roster, roster_trust, campaign, rotation cascade").update();
    ledger = sealing();
    Roster roster = trust(Voucher.roster(alice, bob, olga), alice, bob);
    campaign(roster);
    ledger.write(ROTATION, chain -> chain.append("planned", Map.of("credential", "AKIA1")));
    ledger.write(ROTATION, chain -> chain.append("step", Map.of("step", "preflight")));
    lastHeads().keep();
  }

  @Test
  void aKeyThatIsThereOrNeverSealedIsNotMissed() throws IOException {
    assertThat(vouching().isNeeded()).isFalse();
    lose();
    assertThat(vouching().isNeeded()).isTrue();
    jdbc.sql("truncate ledger").update();
    assertThat(vouching().isNeeded()).isFalse();
  }

  @Test
  void twoPeopleReplaceItAndTheLedgerGoesOn() throws IOException {
    List<Entry> before = ledger.read(ROTATION);
    Path old = Files.copy(key(), home.resolve("found-again.key"));
    lose();

    Offer first = vouch(alice);
    assertThat(first.replaced()).isFalse();
    assertThat(first.vouchedBy()).containsExactly(alice.member().name());
    assertThat(vouching().isNeeded()).isTrue();
    assertThat(vouch(bob).replaced()).isTrue();

    assertThat(vouching().isNeeded()).isFalse();
    Ledger after = sealing();
    assertThat(after.read(ROTATION)).isEqualTo(before);
    after.write(ROTATION, chain -> chain.append("step", Map.of("step", "issue")));
    KeyReplacement recorded = KeyReplacement.read(after.read(CAMPAIGN).getLast().body());
    assertThat(recorded.key()).isEqualTo(InstanceKey.at(key()).name());
    assertThat(recorded.vouched()).hasSize(2);
    assertThat(recorded.heads().heads())
        .containsOnlyKeys(CAMPAIGN, ROTATION)
        .containsEntry(ROTATION, before.getLast().head());
    assertThat(new Rosters(jdbc, after, clock).current())
        .contains(Voucher.roster(alice, bob, olga));
    Ledger sealedBefore = new Ledger(jdbc, transactions, InstanceKey.at(old), clock);
    assertThatThrownBy(() -> sealedBefore.read(ROTATION)).isInstanceOf(TamperedLedger.class);
  }

  @Test
  void onePersonTwiceIsNotTwoPeople() throws IOException {
    lose();
    vouch(alice);
    assertThat(vouch(alice).replaced()).isFalse();
    assertThat(vouching().isNeeded()).isTrue();
  }

  @Test
  void whoMayNotSteerOrIsOnNoRosterIsRefused() throws IOException {
    lose();
    assertThatThrownBy(() -> vouch(olga))
        .isInstanceOf(DecisionRefused.class)
        .hasMessageContaining("expected: a responder");
    assertThatThrownBy(() -> vouch(carol))
        .isInstanceOf(DecisionRefused.class)
        .hasMessageContaining("is not on the roster");
  }

  /** Whoever verifies its certificate would not believe them. */
  @Test
  void whoIsNotOnTheRosterOfAnOpenCampaignIsRefused() throws IOException {
    trust(Voucher.roster(alice, bob, carol), alice, bob);
    lastHeads().keep();
    lose();
    assertThatThrownBy(() -> vouch(carol))
        .isInstanceOf(DecisionRefused.class)
        .hasMessageContaining("for campaign leak: carol@example.com is not on the roster");
    assertThat(vouch(alice).replaced()).isFalse();
  }

  @Test
  void whatChangedAfterTheFirstSignatureIsSignedAnew() throws IOException {
    Ledger old = ledger;
    lose();
    vouch(alice);
    old.write(ROTATION, chain -> chain.append("step", Map.of("step", "issue")));
    assertThat(vouch(bob).replaced()).isFalse();
    assertThat(vouch(alice).replaced()).isTrue();
  }

  @Test
  void aLedgerThatIsNotAsItWasKeptIsNotVouchedFor() throws IOException {
    lose();
    jdbc.sql("delete from ledger where chain = :chain and seq = 2")
        .param("chain", ROTATION)
        .update();
    assertThatThrownBy(() -> vouch(alice))
        .isInstanceOf(DecisionRefused.class)
        .hasMessageContaining(ROTATION + " differs");
  }

  @Test
  void aReplacementThatWasCutOffAfterItsCommitIsFinished() throws IOException {
    lose();
    vouch(alice);
    vouch(bob);
    Files.move(key(), key().resolveSibling("instance.key.next"));
    assertThat(vouching().isNeeded()).isFalse();
    assertThat(sealing().read(ROTATION)).hasSize(2);
  }

  @Test
  void aRosterThatSqlCallsTrustedCountsForNothing() {
    Rosters rosters = new Rosters(jdbc, ledger, clock);
    Digest forged = rosters.propose(Voucher.roster(carol));
    jdbc.sql("update roster set trusted_at = now() where digest = :digest")
        .param("digest", forged.value())
        .update();
    for (String who : List.of("alice@example.com", "bob@example.com")) {
      jdbc.sql("insert into roster_trust values (:digest, :who, '{}', '')")
          .param("digest", forged.value())
          .param("who", who)
          .update();
    }
    assertThat(rosters.current()).contains(Voucher.roster(alice, bob, olga));
    rosters.trust(
        forged, alice.sign(new RosterSubject(forged), Verb.TRUST_ROSTER, clock.instant()));
    assertThat(rosters.current()).contains(Voucher.roster(alice, bob, olga));
  }

  /** While no seal can be checked, only the signatures of the roster before tell. */
  @Test
  void aRosterThatWasSlippedInWhileTheKeyIsLostCannotVouch() throws IOException {
    Rosters rosters = new Rosters(jdbc, ledger, clock);
    Roster own = Voucher.roster(carol, Voucher.of("carl@example.com", Role.RESPONDER));
    Digest forged = rosters.propose(own);
    ledger.write(
        Rosters.CHAIN,
        chain ->
            chain.append(
                "roster",
                Map.of(
                    "digest",
                    forged,
                    "vouched",
                    List.of(
                        carol
                            .sign(new RosterSubject(forged), Verb.TRUST_ROSTER, clock.instant())
                            .toJson()))));
    lose();
    assertThatThrownBy(() -> vouch(carol))
        .isInstanceOf(TamperedLedger.class)
        .hasMessageContaining("without two valid signatures");
  }

  private Offer vouch(Voucher person) {
    Vouching vouching = vouching();
    return vouching.vouch(person.sign(vouching.offer().subject(), Verb.VOUCH, clock.instant()));
  }

  private Roster trust(Roster roster, Voucher... people) {
    Rosters rosters = new Rosters(jdbc, ledger, clock);
    Digest digest = rosters.propose(roster);
    for (Voucher person : people) {
      rosters.trust(
          digest, person.sign(new RosterSubject(digest), Verb.TRUST_ROSTER, clock.instant()));
    }
    return roster;
  }

  private void campaign(Roster roster) {
    jdbc.sql(
            "insert into campaign (name, cause, exposed_from, exposed_until, cut_off, author,"
                + " roster, state, brake, plan, created_at) values ('leak', 'c', now(), now(),"
                + " now(), 'alice@example.com', :roster, 'running', 'none', 1, now())")
        .param("roster", roster.digest().value())
        .update();
    jdbc.sql(
            "insert into rotation (id, campaign, plan, wave, position, lane, turn, team, facts,"
                + " state, step, round, note, since) values (:id, 'leak', 1, 1, 1, 'lane', 1,"
                + " 'payments', '{}', 'planned', 'approve', 0, '', now())")
        .param("id", ROTATION)
        .update();
    ledger.write(
        CAMPAIGN, chain -> chain.append("plan", Map.of("number", 1, "roster", roster.digest())));
  }

  private void lose() throws IOException {
    Files.delete(key());
  }

  private Path key() {
    return Vouching.file(home.resolve("keys"));
  }

  private Ledger sealing() {
    return new Ledger(jdbc, transactions, InstanceKey.at(key()), clock);
  }

  private LastHeads lastHeads() {
    return new LastHeads(home.resolve("last-heads.json"), jdbc, new Board(jdbc, clock));
  }

  private Vouching vouching() {
    return new Vouching(jdbc, transactions, home.resolve("keys"), lastHeads(), clock);
  }
}
