// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.chain;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a chain.
 *
 * @param chain the chain's name, for a rotation its id
 * @param seq from 1, without gaps
 * @param previous the hash of the entry before; for the first one the digest of the chain's name
 * @param at when it was recorded, kept to the millisecond; entries are ordered by {@code seq}
 * @param type what it is, for example {@code intent}
 * @param body what canonical JSON can write; kept in plain types, whatever was given
 */
public record Entry(
    String chain,
    long seq,
    Digest previous,
    Instant at,
    String type,
    SortedMap<String, Object> body) {

  public Entry {
    if (chain.isBlank()) {
      throw new MalformedEvidence("entry: chain '' (expected: a name)");
    }
    if (seq < 1) {
      throw new MalformedEvidence("entry of %s: number %d (expected: >= 1)".formatted(chain, seq));
    }
    requireNonNull(previous, "previous is null");
    at = at.truncatedTo(ChronoUnit.MILLIS);
    requireNonNull(type, "type is null");
    body = CanonicalJson.copy(body);
  }

  /** The entry that comes after a chain's head. */
  public static Entry after(Head head, String chain, Instant at, String type, Map<String, ?> body) {
    return new Entry(chain, head.seq() + 1, head.hash(), at, type, new TreeMap<>(body));
  }

  /** Reads back what {@link #toJson} made. */
  public static Entry fromJson(Fields fields) {
    Entry entry =
        new Entry(
            fields.text("chain"),
            fields.number("seq"),
            fields.digest("previous"),
            fields.instant("at"),
            fields.text("type"),
            fields.map("body"));
    fields.end();
    return entry;
  }

  /** All fields, as they are hashed. */
  public SortedMap<String, Object> toJson() {
    SortedMap<String, Object> json = new TreeMap<>();
    json.put("chain", chain);
    json.put("seq", seq);
    json.put("previous", previous.value());
    json.put("at", at.toString());
    json.put("type", type);
    json.put("body", body);
    return Collections.unmodifiableSortedMap(json);
  }

  /** SHA-256 over the canonical JSON of all fields. */
  public Digest hash() {
    return Digest.ofText(CanonicalJson.write(toJson()));
  }

  /** The chain's head once this entry is in it. */
  public Head head() {
    return new Head(seq, hash());
  }
}
