// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.task;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.decision.SignedStatement;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How it stands in a campaign's chain that a value is shown to somebody.
 *
 * @param hands the team that has access there
 */
public record TaskReveal(SignedStatement signed, String hands) {

  /** The type of such an entry. */
  public static final String TYPE = "revealed";

  /** The entry's body: text, signature, its digest, the person, the rotation and the hands. */
  public SortedMap<String, Object> body() {
    TaskStatement statement = TaskStatement.parse(signed.text());
    SortedMap<String, Object> body = new TreeMap<>(signed.toJson());
    body.put("digest", statement.digest());
    body.put("person", statement.person().value());
    body.put("rotation", statement.rotation());
    body.put("hands", hands);
    return CanonicalJson.copy(body);
  }

  /** Reads back what {@link #body} made. */
  public static TaskReveal read(SortedMap<String, Object> body) {
    Fields fields = Fields.of(TYPE, body);
    return new TaskReveal(
        new SignedStatement(fields.text("text"), fields.text("signature")), fields.text("hands"));
  }
}
