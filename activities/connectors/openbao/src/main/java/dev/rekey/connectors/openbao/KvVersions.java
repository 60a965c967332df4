// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.connectors.openbao.Calls.UnexpectedAnswer;
import dev.rekey.documents.JsonScan;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

/**
 * What KV version 2 answers to a read of metadata: {@code {"data": {"current_version": 4,
 * "versions": {"3": {"destroyed": false, …}, …}}}} (OpenBao's HTTP interface, "Read secret
 * metadata").
 *
 * @param earlier the versions before the newest that are not destroyed, ascending
 */
record KvVersions(long newest, SortedSet<Long> earlier) {

  private static final JsonPointer NEWEST = JsonPointer.compile("/data/current_version");
  private static final Pattern DESTROYED =
      Pattern.compile("/data/versions/([1-9][0-9]{0,17})/destroyed");

  KvVersions {
    earlier = Collections.unmodifiableSortedSet(new TreeSet<>(earlier));
  }

  /**
   * Reads an answer.
   *
   * @throws UnexpectedAnswer if the newest version is not named
   */
  static KvVersions of(byte[] body) {
    long newest =
        JsonScan.number(body, NEWEST)
            .orElseThrow(() -> new UnexpectedAnswer("the metadata of KV version 2"));
    SortedSet<Long> kept = new TreeSet<>();
    JsonScan.values(
        body,
        (here, token, parser) -> {
          Matcher version = DESTROYED.matcher(here.toString());
          if (token == JsonToken.VALUE_FALSE && version.matches()) {
            kept.add(Long.valueOf(version.group(1)));
          }
        });
    return new KvVersions(newest, kept.headSet(newest));
  }
}
