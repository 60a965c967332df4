// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChainTest {

  private static final String NAME = "okta-2026-11/aws-prod/billing/iam-access-key/AKIA1";
  private static final Instant START = Instant.parse("2026-11-23T18:00:00Z");

  private static List<Entry> chain(int length) {
    List<Entry> entries = new ArrayList<>();
    Head head = Head.start(NAME);
    for (int i = 1; i <= length; i++) {
      Entry entry = Entry.after(head, NAME, START.plusSeconds(i), "step", Map.of("number", i));
      entries.add(entry);
      head = entry.head();
    }
    return entries;
  }

  private static BrokenChain broken(List<Entry> entries) {
    return catchThrowableOfType(BrokenChain.class, () -> Chain.verify(NAME, entries));
  }

  @Test
  void leadsToItsHead() {
    List<Entry> entries = chain(5);
    assertThat(Chain.verify(NAME, entries)).isEqualTo(entries.getLast().head());
    assertThat(Chain.verify(NAME, List.of())).isEqualTo(new Head(0, Digest.ofText(NAME)));
    assertThat(Chain.verify(NAME, entries.get(2).head(), entries.subList(3, 5)))
        .isEqualTo(entries.getLast().head());
  }

  @Test
  void theHashCoversEveryField() {
    Entry entry = chain(2).getLast();
    Entry body =
        new Entry(NAME, 2, entry.previous(), entry.at(), "step", CanonicalJson.copy(Map.of()));
    assertThat(
            List.of(
                entry.hash(),
                new Entry("x", 2, entry.previous(), entry.at(), "step", entry.body()).hash(),
                new Entry(NAME, 3, entry.previous(), entry.at(), "step", entry.body()).hash(),
                new Entry(NAME, 2, entry.hash(), entry.at(), "step", entry.body()).hash(),
                new Entry(NAME, 2, entry.previous(), START, "step", entry.body()).hash(),
                new Entry(NAME, 2, entry.previous(), entry.at(), "held", entry.body()).hash(),
                body.hash()))
        .doesNotHaveDuplicates();
  }

  @Test
  void showsARemovedEntry() {
    List<Entry> entries = chain(5);
    entries.remove(2);
    BrokenChain broken = broken(entries);
    assertThat(broken.seq()).isEqualTo(3);
    assertThat(broken).hasMessageContaining(NAME).hasMessageContaining("there is a gap");
  }

  @Test
  void showsARepeatedEntry() {
    List<Entry> entries = chain(5);
    entries.add(3, entries.get(2));
    assertThat(broken(entries)).hasMessageContaining("entry 4: entry 3 stands here a second time");
  }

  @Test
  void showsEntriesInAnotherOrder() {
    List<Entry> entries = chain(5);
    Collections.swap(entries, 1, 2);
    assertThat(broken(entries).seq()).isEqualTo(2);
  }

  @Test
  void showsAnAlteredEntry() {
    List<Entry> entries = chain(5);
    Entry old = entries.get(2);
    entries.set(
        2,
        new Entry(NAME, 3, old.previous(), old.at(), "step", CanonicalJson.copy(Map.of("x", 1))));
    BrokenChain broken = broken(entries);
    assertThat(broken.seq()).isEqualTo(4);
    assertThat(broken.what()).contains("the hash of entry 3", "altered");
  }

  @Test
  void showsAnAlteredLastEntryByItsHead() {
    List<Entry> entries = chain(3);
    Head kept = Chain.verify(NAME, entries);
    entries.set(
        2, new Entry(NAME, 3, entries.get(2).previous(), START, "step", entries.get(2).body()));
    assertThat(Chain.verify(NAME, entries)).isNotEqualTo(kept);
  }

  @Test
  void showsAForeignEntryAndAForeignBeginning() {
    List<Entry> entries = chain(2);
    assertThatThrownBy(() -> Chain.verify("other", entries))
        .isInstanceOf(BrokenChain.class)
        .hasMessageContaining("belongs to chain " + NAME);
    Entry first =
        new Entry(NAME, 1, Digest.ofText("other"), START, "step", CanonicalJson.copy(Map.of()));
    assertThat(broken(List.of(first))).hasMessageContaining("the digest of the chain's name");
    assertThat(broken(entries.subList(1, 2))).hasMessageContaining("there is a gap");
  }

  @Test
  void keepsTimesToTheMillisecondAndBodiesInPlainTypes() {
    Entry entry =
        Entry.after(
            Head.start(NAME),
            NAME,
            START.plusNanos(1_234_567),
            "step",
            Map.of("number", 7, "at", START, "grade", Digest.ofText("x")));
    assertThat(entry.at()).isEqualTo(START.plusMillis(1));
    assertThat(entry.body())
        .containsEntry("number", 7L)
        .containsEntry("at", "2026-11-23T18:00:00Z")
        .containsEntry("grade", Digest.ofText("x").value());
  }

  @Test
  void isReadBackAsItWasWritten() {
    Entry entry = chain(2).getLast();
    String text = CanonicalJson.write(entry.toJson());
    assertThat(Entry.fromJson(Fields.of("entry", CanonicalJson.read(text)))).isEqualTo(entry);
    assertThat(Digest.ofText(text)).isEqualTo(entry.hash());
  }

  @Test
  void refusesImpossibleEntries() {
    assertThatThrownBy(() ->
            new Entry(NAME, 0, Digest.ofText(NAME), START, "step", CanonicalJson.copy(Map.of())))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("number 0 (expected: >= 1)");
    assertThatThrownBy(() ->
            new Entry(" ", 1, Digest.ofText(NAME), START, "step", CanonicalJson.copy(Map.of())))
        .isInstanceOf(MalformedEvidence.class);
    assertThatThrownBy(() -> new Head(-1, Digest.ofText(NAME)))
        .isInstanceOf(MalformedEvidence.class);
  }
}
