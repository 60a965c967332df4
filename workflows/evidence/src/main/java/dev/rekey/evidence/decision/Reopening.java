// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a campaign's own chain keeps of its being reopened.
 *
 * @param certificate the digest of the body that it was closed with: it stays true as of its time
 * @param signed the statement to reopen it, and somebody else's countersignature of that
 */
public record Reopening(Digest certificate, List<SignedStatement> signed) {

  /** The type of such an entry, in the campaign's chain and in those of what is alive again. */
  public static final String TYPE = "reopened";

  /** How many people it takes. */
  public static final int NEEDED = 2;

  /** Terms of the statement that name rotations found alive again begin with this. */
  public static final String ALIVE = "alive-";

  public Reopening {
    signed = List.copyOf(signed);
  }

  /** The rotations that a statement says are alive again. */
  public static List<String> alive(Statement statement) {
    return statement.terms().entrySet().stream()
        .filter(term -> term.getKey().startsWith(ALIVE))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What the entry holds. */
  public SortedMap<String, Object> body() {
    return CanonicalJson.copy(
        Map.of(
            "certificate",
            certificate,
            "signed",
            signed.stream().map(SignedStatement::toJson).toList()));
  }

  /** Reads back what {@link #body} made. */
  public static Reopening read(SortedMap<String, Object> body) {
    Fields fields = Fields.of(TYPE, body);
    Reopening reopening =
        new Reopening(
            fields.digest("certificate"), fields.list("signed", SignedStatement::fromJson));
    fields.end();
    return reopening;
  }
}
