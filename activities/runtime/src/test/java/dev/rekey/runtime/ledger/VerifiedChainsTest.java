// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was verified once is not computed again, and whatever was altered since is found. */
class VerifiedChainsTest {

  private static final String CHAIN = "spring/aws-prod/alice/iam-access-key/AKIA1";

  private final FakeSeals seals = new FakeSeals();
  private final VerifiedChains chains = new VerifiedChains(seals);
  private final List<SealedRow> rows = rows(4);

  @Test
  void givesTheEntriesOfAWholeChain() {
    assertThat(chains.verified(CHAIN, rows)).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void computesOnlyWhatCameSince() {
    chains.verified(CHAIN, rows.subList(0, 3));
    int before = seals.asked;

    assertThat(chains.verified(CHAIN, rows)).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L);

    assertThat(seals.asked).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "chain, belongs to chain",
    "seq, there is a gap",
    "previous, one of the two was altered",
    "hash, not sealed by this instance",
    "seal, not sealed by this instance",
    "at, not sealed by this instance",
    "type, not sealed by this instance",
    "body, not sealed by this instance",
    "malformed, 'entry 4: '",
  })
  void findsWhatWasAlteredAfterItWasVerified(String field, String said) {
    chains.verified(CHAIN, rows);

    assertThatThrownBy(() -> chains.verified(CHAIN, altered(3, field)))
        .isInstanceOf(TamperedLedger.class)
        .hasMessageContaining(said);
  }

  @Test
  void findsAnAlteredEntryBeforeOthersThatAreAsTheyWere() {
    chains.verified(CHAIN, rows);

    assertThatThrownBy(() -> chains.verified(CHAIN, altered(1, "body")))
        .isInstanceOf(TamperedLedger.class)
        .hasMessageContaining("one of the two was altered");
  }

  @Test
  void findsAnEntryThatWasTakenOut() {
    chains.verified(CHAIN, rows);
    List<SealedRow> less = new ArrayList<>(rows);
    less.remove(1);

    assertThatThrownBy(() -> chains.verified(CHAIN, less))
        .isInstanceOf(TamperedLedger.class)
        .hasMessageContaining("there is a gap");
  }

  @Test
  void forgetsWhatWasTakenBackAtTheEnd() {
    chains.verified(CHAIN, rows);

    assertThat(chains.verified(CHAIN, rows.subList(0, 2))).hasSize(2);
  }

  @Test
  void takesNoChainForAnother() {
    chains.verified(CHAIN, rows);

    assertThatThrownBy(() -> chains.verified("summer/x", rows)).isInstanceOf(TamperedLedger.class);
  }

  private List<SealedRow> altered(int index, String field) {
    SealedRow row = rows.get(index);
    List<SealedRow> altered = new ArrayList<>(rows);
    altered.set(index, alteration(field).apply(row));
    return altered;
  }

  private static UnaryOperator<SealedRow> alteration(String field) {
    return row ->
        new SealedRow(
            field.equals("chain") ? "another" : row.chain(),
            field.equals("seq") ? row.seq() + 1 : row.seq(),
            field.equals("previous") ? Digest.ofText("x").value() : row.previous(),
            field.equals("hash") ? Digest.ofText("x").value() : row.hash(),
            field.equals("seal") ? row.seal().replaceAll("^..", "00") : row.seal(),
            field.equals("at") ? row.at().plusSeconds(1) : row.at(),
            field.equals("type") ? "intent" : row.type(),
            switch (field) {
              case "body" -> "{\"n\":99}";
              case "malformed" -> "{";
              default -> row.body();
            });
  }

  private List<SealedRow> rows(int count) {
    List<SealedRow> made = new ArrayList<>();
    Head head = Head.start(CHAIN);
    for (int i = 1; i <= count; i++) {
      Entry entry =
          Entry.after(head, CHAIN, Instant.parse("2026-11-02T03:04:05Z"), "note", Map.of("n", i));
      head = entry.head();
      made.add(
          new SealedRow(
              CHAIN,
              entry.seq(),
              entry.previous().value(),
              entry.hash().value(),
              HexFormat.of().formatHex(seals.seal(entry.hash())),
              entry.at(),
              entry.type(),
              CanonicalJson.write(new TreeMap<>(entry.body()))));
    }
    return made;
  }

  /** Seals with the hash itself behind a word, and counts how often it is asked. */
  private static final class FakeSeals implements Seals {

    private int asked;

    @Override
    public byte[] seal(Digest hash) {
      return ("seal of " + hash.value()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean sealed(Digest hash, byte[] seal) {
      asked++;
      return Arrays.equals(seal, seal(hash));
    }
  }
}
