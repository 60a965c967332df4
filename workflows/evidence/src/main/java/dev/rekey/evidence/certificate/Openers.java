// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.PersonName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether what opens a new value had come to its end before that was handed out. An intent names
 * the entries that say so by their hashes, and a hash cannot be older than what it is of: so no
 * clock has to be trusted.
 */
final class Openers {

  private static final String FACT = "openers";
  private static final String INTENT = "intent";
  private static final int ENOUGH = 2;

  private final Function<String, List<Entry>> chains;
  private final Set<PersonName> waivedBy = new LinkedHashSet<>();

  /**
   * @param chains the entries of each chain of the certificate
   */
  Openers(Function<String, List<Entry>> chains) {
    this.chains = chains;
  }

  /** Takes note of a decision about this rotation that counts. */
  void decision(CheckedDecision decision) {
    if (decision.statement().verb() == Verb.DELIVER_ANYWAY) {
      waivedBy.add(decision.person());
    }
  }

  /**
   * What is wrong with handing out a new value now, if that is what an entry announces.
   *
   * @param cutAnyway whether it may be killed before its replacement stands
   */
  Optional<String> missing(Entry entry, Planned planned, boolean cutAnyway) {
    Map<String, Boolean> openers = openers(planned);
    if (!entry.type().equals(INTENT) || openers.isEmpty() || waivedBy.size() >= ENOUGH) {
      return Optional.empty();
    }
    Effect effect = Fields.of(INTENT, entry.body()).oneOf("effect", Effect.class);
    Map<String, Digest> ends = ends(entry);
    return openers.entrySet().stream()
        .filter(one -> waitsFor(effect, one.getValue(), planned.inPlace(), cutAnyway))
        .map(Map.Entry::getKey)
        .filter(opener -> !hasEnded(opener, ends.get(opener), entry))
        .findFirst()
        .map(opener ->
            "hands out a new value while %s, which opens it, was neither proven dead nor excepted,"
                    .formatted(Shown.text(opener))
                + " and no two people signed to deliver it anyway");
  }

  /** Where issuing is the cut, nothing is waited for between it and the write. */
  private static boolean waitsFor(
      Effect effect, boolean issuer, boolean inPlace, boolean cutAnyway) {
    return switch (effect) {
      case WRITE -> true;
      case ISSUE -> inPlace ? !cutAnyway : issuer;
      case DISABLE, ENABLE, REVOKE, WITHDRAW, DESTROY -> false;
    };
  }

  /** The planned ones, each with whether it opens the issuing side. */
  private static Map<String, Boolean> openers(Planned planned) {
    Map<String, Boolean> openers = new TreeMap<>();
    named(Fields.of(Planned.TYPE, planned.facts()))
        .forEach(each -> openers.put(each.text("rotation"), each.text("opens").equals("issuer")));
    return openers;
  }

  private static Map<String, Digest> ends(Entry intent) {
    Map<String, Digest> ends = new TreeMap<>();
    named(Fields.of(INTENT, intent.body()))
        .forEach(each -> ends.put(each.text("rotation"), each.digest("end")));
    return ends;
  }

  private static List<Fields> named(Fields fields) {
    return fields.has(FACT) ? fields.list(FACT, each -> each) : List.of();
  }

  /** Whether the named entry ends it, and nothing after it took that back before this one. */
  private boolean hasEnded(String opener, @Nullable Digest end, Entry intent) {
    boolean ended = false;
    for (Entry each : chains.apply(opener)) {
      if (ended) {
        boolean earlier = each.at().plus(StatementCheck.CLOCK_SKEW).isBefore(intent.at());
        ended = !(revives(each) && earlier);
      } else {
        ended = each.hash().equals(end) && isEnd(each);
      }
    }
    return ended;
  }

  private static boolean isEnd(Entry entry) {
    return switch (entry.type()) {
      case "ended" -> true;
      case DecisionEntry.TYPE ->
          Verb.COUNTERSIGN.name().equalsIgnoreCase(String.valueOf(entry.body().get("verb")));
      default -> false;
    };
  }

  /** It was found alive again, or the exception is over. */
  private static boolean revives(Entry entry) {
    return entry.type().equals(Reopening.TYPE)
        || (entry.type().equals("held") && "exception-over".equals(entry.body().get("reason")));
  }
}
