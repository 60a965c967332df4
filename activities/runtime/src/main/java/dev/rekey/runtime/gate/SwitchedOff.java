// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.chain.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That the recorded credential is switched off, for all that its chain tells.
 *
 * @param since when it was; while nobody knows whether the call arrived, when that was intended
 * @param brownout whether it is off only to see who misses it
 */
public record SwitchedOff(Instant since, boolean brownout) {

  /** What a chain says; empty if it is on. */
  public static Optional<SwitchedOff> in(List<Entry> entries) {
    Instant since = null;
    boolean sure = false;
    boolean brownout = false;
    for (Entry entry : entries) {
      String result = Past.text(entry, "result");
      boolean done = result.equals("done");
      if (is(Effect.Type.ENABLE, entry) && done) {
        since = null;
        sure = false;
      } else if (is(Effect.Type.DISABLE, entry) && !sure && Past.UNDONE.contains(result)) {
        since = null;
      } else if (is(Effect.Type.DISABLE, entry)) {
        since = since == null || (done && !sure) ? entry.at() : since;
        sure |= done;
        brownout = isOf(Step.OBSERVE, entry);
      }
    }
    return since == null ? Optional.empty() : Optional.of(new SwitchedOff(since, brownout));
  }

  /** The same, if it is off only to see who misses it. */
  public static Optional<SwitchedOff> brownout(List<Entry> entries) {
    return in(entries).filter(SwitchedOff::brownout);
  }

  /** What switched it on again in this step and round; empty if nothing did. */
  public static Optional<Entry> ended(List<Entry> entries, Step step, int round) {
    return entries.stream()
        .filter(entry -> is(Effect.Type.ENABLE, entry) && entry.type().equals("outcome"))
        .filter(entry -> "done".equals(Past.text(entry, "result")) && isOf(step, entry))
        .filter(entry -> Long.valueOf(round).equals(entry.body().get("round")))
        .reduce((_, last) -> last);
  }

  private static boolean is(Effect.Type type, Entry entry) {
    return type.text().equals(Past.text(entry, "effect"));
  }

  private static boolean isOf(Step step, Entry entry) {
    return step.text().equals(Past.text(entry, "step"));
  }
}
