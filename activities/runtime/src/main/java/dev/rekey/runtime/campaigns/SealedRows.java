// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that rows say and a plan is made of (owner, places, what a credential unlocks, …), as the
 * campaign's chain holds it: a digest for each source, anew whenever Rekey itself has written what
 * is known of its rows. What rows are judged to be is not among it.
 */
final class SealedRows {

  /** The type of such an entry. */
  static final String TYPE = "rows";

  private static final String SOURCES = "sources";

  private final JdbcClient jdbc;

  SealedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Puts on record what the rows say now, if that is something else than what is on record. */
  void seal(CampaignName campaign, Ledger.Writer chain) {
    SortedMap<String, Digest> now = digests(campaign);
    if (!texts(now).equals(recorded(chain.entries()).orElse(null))) {
      chain.append(TYPE, Map.of(SOURCES, texts(now)));
    }
  }

  /**
   * Which sources say something else than what is on record, one line for each. What was taken in
   * before there was such a record is believed as it stands when the first one is made.
   *
   * @param entries the campaign's chain
   */
  List<String> altered(CampaignName campaign, List<Entry> entries) {
    SortedMap<String, String> recorded = recorded(entries).orElse(null);
    if (recorded == null) {
      return List.of();
    }
    SortedMap<String, String> now = texts(digests(campaign));
    List<String> altered = new ArrayList<>();
    for (String source : recorded.keySet()) {
      if (!Objects.equals(recorded.get(source), now.get(source))) {
        altered.add(
            "%s: what its rows say (owner, places, what they unlock) is not what was taken in"
                .formatted(source));
      }
    }
    now.keySet().stream()
        .filter(source -> !recorded.containsKey(source))
        .forEach(source -> altered.add("%s: nobody has taken in its rows".formatted(source)));
    return altered;
  }

  /**
   * Lets nothing be made of rows that are not those on record.
   *
   * @throws TamperedLedger naming the sources
   */
  void require(CampaignName campaign, List<Entry> entries) {
    List<String> altered = altered(campaign, entries);
    if (!altered.isEmpty()) {
      throw new TamperedLedger("rows were altered: " + String.join("; ", altered));
    }
  }

  private static Optional<SortedMap<String, String>> recorded(List<Entry> entries) {
    return entries.reversed().stream()
        .filter(entry -> entry.type().equals(TYPE))
        .findFirst()
        .map(entry -> {
          SortedMap<String, String> sources = new TreeMap<>();
          Fields.of(TYPE, entry.body())
              .map(SOURCES)
              .forEach((source, digest) -> sources.put(source, String.valueOf(digest)));
          return sources;
        });
  }

  private static SortedMap<String, String> texts(SortedMap<String, Digest> digests) {
    SortedMap<String, String> texts = new TreeMap<>();
    digests.forEach((source, digest) -> texts.put(source, digest.value()));
    return texts;
  }

  /**
   * Over the stored texts as they are, so that a later release reads the same. A stranger that
   * nobody has named yet says nothing: whoever finds one writes it outside this chain.
   */
  private SortedMap<String, Digest> digests(CampaignName campaign) {
    SortedMap<String, List<Object>> rows = new TreeMap<>();
    jdbc.sql(
            "select source, line, shown, rotation, credential, clues from scope_row"
                + " where campaign = :campaign and (source <> :found or credential is not null)"
                + " order by source, line")
        .param("campaign", campaign.value())
        .param("found", Board.FOUND)
        .query(row -> {
          SortedMap<String, Object> says = new TreeMap<>();
          says.put("line", row.getInt("line"));
          for (String column : List.of("shown", "rotation", "credential", "clues")) {
            says.put(column, Objects.requireNonNullElse(row.getString(column), ""));
          }
          rows.computeIfAbsent(row.getString("source"), _ -> new ArrayList<>())
              .add(Digest.ofText(CanonicalJson.write(says)).value());
        });
    SortedMap<String, Digest> digests = new TreeMap<>();
    rows.forEach((source, each) ->
        digests.put(source, Digest.ofText(CanonicalJson.write(Map.of("rows", each)))));
    return digests;
  }
}
