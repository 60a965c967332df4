// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.vouching;

import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.KeyReplacement;
import dev.rekey.evidence.decision.KeySubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.VouchedHeads;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.runtime.decisions.DecisionRefused;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.reconcile.LastHeads;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts a new instance key in the place of one that was lost. Nobody can tell the lost key's seals
 * from forged ones any more, so two people vouch for all heads as they stand; then the new key
 * seals every entry anew, and each campaign's chain says who vouched for what.
 */
public final class Vouching {

  private static final String KEY = "instance.key";
  private static final String NEXT = "instance.key.next";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Path keys;
  private final LastHeads lastHeads;
  private final Clock clock;
  private final Ledger unsealed;
  private final Rosters rosters;
  private final VouchedFile vouched;

  /**
   * @param keys the folder of this installation's keys
   */
  public Vouching(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Path keys,
      LastHeads lastHeads,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.keys = keys;
    this.lastHeads = lastHeads;
    this.clock = clock;
    this.unsealed = Ledger.withoutKey(jdbc, transactions, clock);
    this.rosters = new Rosters(jdbc, unsealed, clock);
    this.vouched = new VouchedFile(keys.resolve(NEXT + ".vouched"));
  }

  /** The file of the key that may be lost. */
  public static Path file(Path keys) {
    return keys.resolve(KEY);
  }

  /**
   * Whether the key is gone though it has sealed entries. A replacement that was cut off after its
   * commit is finished first.
   */
  public boolean isNeeded() {
    if (Files.exists(keys.resolve(KEY)) || unsealed.isEmpty()) {
      return false;
    }
    if (Files.exists(keys.resolve(NEXT)) && next().hasSealedLast(KeyReplacement.TYPE)) {
      promote();
      return false;
    }
    return true;
  }

  /** The new key, which is made if there is none yet, and what it is to seal. */
  public Offer offer() {
    Roster judges =
        rosters
            .current()
            .orElseThrow(() ->
                new DecisionRefused(
                    "no roster was trusted, so nobody can vouch for a new instance key"));
    return offer(judges, heads());
  }

  private Offer offer(Roster judges, SortedMap<String, VouchedHeads> heads) {
    Offer blank = new Offer(nextKey().name(), heads, judges, List.of(), lastHeads.areKept(), false);
    return new Offer(
        blank.key(),
        heads,
        judges,
        List.copyOf(counting(blank).keySet()),
        blank.headsKept(),
        false);
  }

  /**
   * Takes one person's signature; with the second one's the key is replaced.
   *
   * @throws DecisionRefused if it does not count
   */
  public Offer vouch(SignedStatement signed) {
    Offer offer = offer();
    List<String> lacking = lastHeads.missing();
    if (!lacking.isEmpty()) {
      throw new DecisionRefused(
          ("the ledger is not what it was when its heads were last kept: %s differs, and %d more"
                  + " (expected: the newest backup of the database; or, if nobody can have it,"
                  + " last-heads.json deleted by somebody who answers for that)")
              .formatted(lacking.getFirst(), lacking.size() - 1));
    }
    objection(offer, signed)
        .ifPresent(why -> {
          throw new DecisionRefused(why);
        });
    vouched.add(signed);
    Map<PersonName, SignedStatement> people = counting(offer);
    boolean enough = people.size() >= KeyReplacement.NEEDED;
    if (enough) {
      transactions.executeWithoutResult(_ -> replace(offer, List.copyOf(people.values())));
      promote();
    }
    return new Offer(
        offer.key(),
        offer.heads(),
        offer.roster(),
        List.copyOf(people.keySet()),
        offer.headsKept(),
        enough);
  }

  private void replace(Offer offer, List<SignedStatement> people) {
    jdbc.sql("lock table ledger in exclusive mode").update();
    Ledger next = next();
    offer.heads().values().forEach(group -> group.heads().forEach(next::sealAnew));
    offer
        .heads()
        .forEach((chain, heads) -> {
          KeyReplacement replacement =
              new KeyReplacement(offer.key(), heads, offer.items().proof(chain), people);
          next.write(chain, its -> its.append(KeyReplacement.TYPE, replacement.body()));
        });
  }

  /** What counts for this very offer, one signature a person. */
  private Map<PersonName, SignedStatement> counting(Offer offer) {
    Map<PersonName, SignedStatement> counting = new LinkedHashMap<>();
    for (SignedStatement signed : vouched.read()) {
      if (objection(offer, signed).isEmpty()
          && StatementCheck.verify(signed, offer.roster(), clock.instant())
              instanceof Checked.Valid valid) {
        counting.putIfAbsent(valid.member().name(), signed);
      }
    }
    return counting;
  }

  private Optional<String> objection(Offer offer, SignedStatement signed) {
    Optional<String> own = objection(offer.subject(), offer.roster(), signed);
    if (own.isPresent()) {
      return own;
    }
    // An open campaign believes its own roster, and so does whoever verifies its certificate.
    return openCampaigns().stream()
        .map(campaign ->
            objection(offer.subject(), rosters.of(campaign), signed)
                .map(why -> "for campaign %s: %s".formatted(campaign, why)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> objection(KeySubject subject, Roster roster, SignedStatement signed) {
    return switch (StatementCheck.verify(signed, roster, clock.instant())) {
      case Checked.Invalid(String why) -> Optional.of(why);
      case Checked.Valid(var statement, var member) ->
          !statement.subject().equals(subject)
              ? Optional.of("what was signed is not this instance key and these heads")
              : member.has(Role.RESPONDER, Role.COMMANDER)
                  ? Optional.empty()
                  : Optional.of(
                      "%s has roles %s (expected: a responder)"
                          .formatted(member.name(), member.roles()));
    };
  }

  private List<CampaignName> openCampaigns() {
    return jdbc.sql("select name from campaign where state <> 'closed' order by name")
        .query((row, _) -> new CampaignName(row.getString("name")))
        .list();
  }

  private SortedMap<String, VouchedHeads> heads() {
    SortedMap<String, SortedMap<String, Head>> grouped = new TreeMap<>();
    for (String chain : unsealed.chains()) {
      List<Entry> entries = unsealed.read(chain);
      grouped
          .computeIfAbsent(owner(chain), _ -> new TreeMap<>())
          .put(chain, entries.getLast().head());
    }
    SortedMap<String, VouchedHeads> heads = new TreeMap<>();
    grouped.forEach((owner, its) -> heads.put(owner, new VouchedHeads(its)));
    return heads;
  }

  private static String owner(String chain) {
    return chain.equals(Rosters.CHAIN) || chain.startsWith("campaign/")
        ? chain
        : "campaign/" + chain.substring(0, chain.indexOf('/'));
  }

  private InstanceKey nextKey() {
    return InstanceKey.at(keys.resolve(NEXT));
  }

  private Ledger next() {
    return new Ledger(jdbc, transactions, nextKey(), clock);
  }

  private void promote() {
    try {
      Files.move(keys.resolve(NEXT), keys.resolve(KEY), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException refused) {
      throw new IllegalStateException(
          "%s cannot be renamed to %s: %s (expected: a folder of Rekey's that it may write to)"
              .formatted(keys.resolve(NEXT), KEY, refused.getMessage()));
    }
    vouched.delete();
  }
}
