// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which credentials of a lane are no strangers. */
final class Known {

  private Known() {}

  static boolean in(JdbcClient jdbc, CampaignName campaign, Lane lane, CredentialId id) {
    return jdbc.sql(
            "select exists (select 1 from rotation where campaign = :campaign and lane = :lane"
                + " and id = :rotation)"
                + " or exists (select 1 from scope_row where campaign = :campaign"
                + " and state = 'ruled_out' and rotation = :name)"
                + " or exists (select 1 from rotation r join ledger l on l.chain = r.id"
                + " where r.campaign = :campaign and r.lane = :lane and l.type = 'outcome'"
                + " and l.body like :issued)"
                + " or exists (select 1 from rotation r join ledger l on l.chain = r.id"
                + " where r.campaign = :campaign and r.lane = :lane and l.type = 'decision'"
                + " and l.body::jsonb ->> 'verb' = 'already-replaced'"
                + " and (l.body::jsonb ->> 'text')::jsonb -> 'terms' ->> 'by' = :id)")
        .param("campaign", campaign.value())
        .param("lane", lane.toString())
        .param("rotation", new RotationId(campaign, lane, id).toString())
        .param("name", lane + "/" + id)
        .param("id", id.value())
        .param("issued", "%\"credential\":\"" + id + "\"%")
        .query(Boolean.class)
        .single();
  }
}
