// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a decision is about, by the digest of what was shown. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlanSubject.class, name = "plan"),
  @JsonSubTypes.Type(value = RotationsSubject.class, name = "rotations"),
  @JsonSubTypes.Type(value = RosterSubject.class, name = "roster"),
  @JsonSubTypes.Type(value = CertificateSubject.class, name = "certificate"),
  @JsonSubTypes.Type(value = StatementSubject.class, name = "statement"),
  @JsonSubTypes.Type(value = KeySubject.class, name = "instance-key")
})
public sealed interface Subject
    permits PlanSubject,
        RotationsSubject,
        RosterSubject,
        CertificateSubject,
        StatementSubject,
        KeySubject {

  /** All kinds, as texts name them. */
  List<String> KINDS =
      List.of("plan", "rotations", "roster", "certificate", "statement", "instance-key");

  /** An object with one field, whose name says what kind of subject it is. */
  default SortedMap<String, Object> toJson() {
    return CanonicalJson.copy(
        switch (this) {
          case PlanSubject plan ->
              Map.of("plan", Map.of("number", plan.number(), "digest", plan.plan()));
          case RotationsSubject rotations ->
              Map.of("rotations", Map.of("root", rotations.root(), "count", rotations.count()));
          case RosterSubject roster -> Map.of("roster", Map.of("digest", roster.roster()));
          case CertificateSubject certificate ->
              Map.of("certificate", Map.of("body", certificate.body()));
          case StatementSubject statement ->
              Map.of("statement", Map.of("digest", statement.statement()));
          case KeySubject key ->
              Map.of(
                  "instance-key",
                  Map.of("key", key.key(), "root", key.root(), "count", key.count()));
        });
  }

  /** Reads back what {@link #toJson} made. */
  static Subject fromJson(Fields fields) {
    Subject subject = read(fields);
    fields.end();
    return subject;
  }

  private static Subject read(Fields fields) {
    for (String kind : KINDS) {
      if (fields.has(kind)) {
        Fields inner = fields.object(kind);
        Subject subject =
            switch (kind) {
              case "plan" -> new PlanSubject(inner.count("number"), inner.digest("digest"));
              case "rotations" -> new RotationsSubject(inner.digest("root"), inner.count("count"));
              case "roster" -> new RosterSubject(inner.digest("digest"));
              case "certificate" -> new CertificateSubject(inner.digest("body"));
              case "instance-key" ->
                  new KeySubject(inner.digest("key"), inner.digest("root"), inner.count("count"));
              default -> new StatementSubject(inner.digest("digest"));
            };
        inner.end();
        return subject;
      }
    }
    throw new MalformedEvidence(
        "subject: of no known kind (expected: one of %s)".formatted(String.join(", ", KINDS)));
  }
}
