// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.words.Grade;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row of the scope, and how it ended. Several rows may name the same rotation.
 *
 * @param row the row's source and line, for example {@code leak.csv:7}
 * @param rotation the name of the chain that shows how; null if the row never became a rotation
 * @param grade how well it is proven; with {@link RowEnd#PROVEN} only
 * @param reason why it was ruled out or is open; null if it is proven
 * @param decided the decision about a row without a chain, or null if it stands in the chain
 */
public record CertificateRow(
    String row,
    RowEnd end,
    @Nullable String rotation,
    @Nullable Grade grade,
    @Nullable String reason,
    @Nullable RowDecision decided) {

  public CertificateRow {
    if (row.isBlank()) {
      throw new MalformedEvidence("row '' (expected: its source and line)");
    }
    requireNonNull(end, "end is null");
    boolean proven = end == RowEnd.PROVEN;
    if (proven != (grade != null)
        || proven == (reason != null)
        || (proven && (rotation == null || decided != null))) {
      throw new MalformedEvidence(
          ("row %s: has not the fields of its state (expected: rotation and grade if proven, a"
                  + " reason if ruled out or excepted)")
              .formatted(row));
    }
  }

  /** A row whose credential is proven dead. */
  public static CertificateRow proven(String row, String rotation, Grade grade) {
    return new CertificateRow(row, RowEnd.PROVEN, rotation, grade, null, null);
  }

  SortedMap<String, Object> toJson() {
    SortedMap<String, Object> json = new TreeMap<>();
    json.put("row", row);
    json.put("state", end);
    if (rotation != null) {
      json.put("rotation", rotation);
    }
    if (grade != null) {
      json.put("grade", grade);
    }
    if (reason != null) {
      json.put("reason", reason);
    }
    if (decided != null) {
      json.put("decided", decided.toJson());
    }
    return json;
  }

  static CertificateRow fromJson(Fields fields) {
    Fields decided = fields.objectOrNull("decided");
    CertificateRow row =
        new CertificateRow(
            fields.text("row"),
            fields.oneOf("state", RowEnd.class),
            fields.textOrNull("rotation"),
            fields.oneOfOrNull("grade", Grade.class),
            fields.textOrNull("reason"),
            decided == null ? null : RowDecision.fromJson(decided));
    fields.end();
    return row;
  }
}
