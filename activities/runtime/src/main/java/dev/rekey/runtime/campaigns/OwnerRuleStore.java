// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.Digest;
import dev.rekey.planning.scope.OwnerRules;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Owner rules of campaigns; which they are stands in the campaign's chain. */
public final class OwnerRuleStore {

  private static final String TYPE = "owner-rules";

  private final JdbcClient jdbc;
  private final Ledger ledger;

  public OwnerRuleStore(JdbcClient jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  /** Puts rules in force for the lists that come from now on. */
  public void set(CampaignName campaign, OwnerRules rules, PersonName by) {
    String text = Stored.write(rules);
    ledger.write(
        CampaignChain.name(campaign),
        chain -> {
          jdbc.sql(
                  "insert into owner_rules (campaign, rules) values (:campaign, :rules)"
                      + " on conflict (campaign) do update set rules = :rules")
              .param("campaign", campaign.value())
              .param("rules", text)
              .update();
          return chain.append(
              TYPE,
              Map.of(
                  "digest", Digest.ofText(text),
                  "rules", rules.rules().size(),
                  "by", by.value()));
        });
  }

  /**
   * The rules of a campaign; none if nobody set any.
   *
   * @throws TamperedLedger if they are not those on record
   */
  public OwnerRules of(CampaignName campaign) {
    Optional<String> text =
        jdbc.sql("select rules from owner_rules where campaign = :campaign")
            .param("campaign", campaign.value())
            .query(String.class)
            .optional();
    Optional<String> recorded =
        ledger.last(CampaignChain.name(campaign), TYPE).map(entry -> Past.text(entry, "digest"));
    if (!text.map(rules -> Digest.ofText(rules).value()).equals(recorded)) {
      throw new TamperedLedger(
          "campaign %s: its owner rules are not those on record".formatted(campaign));
    }
    return text.map(rules -> Stored.read(rules, OwnerRules.class)).orElse(OwnerRules.NONE);
  }
}
