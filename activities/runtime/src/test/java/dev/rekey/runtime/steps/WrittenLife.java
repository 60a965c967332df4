// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.ledger.Ledger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes into the real ledger what a rotation has behind it. */
record WrittenLife(Ledger ledger, PlannedRotation planned) {

  /** An effect that was announced and went through. */
  WrittenLife effect(String effect, String target, Map<String, String> more) {
    Map<String, Object> body = new TreeMap<>(more);
    body.putAll(Map.of("operation", effect, "effect", effect, "target", target));
    write(
        "intent", Map.of("operation", effect, "effect", effect, "target", target, "step", effect));
    body.put("result", "done");
    return write("outcome", body);
  }

  WrittenLife done(Step step, int round) {
    return write(
        "step", Map.of("step", step.text(), "round", round, "result", "done", "facts", Map.of()));
  }

  WrittenLife write(String type, Map<String, ?> body) {
    ledger.write(planned.id().toString(), chain -> chain.append(type, body));
    return this;
  }

  List<Entry> entries() {
    return ledger.read(planned.id().toString());
  }

  /** Asks for a step that has no place, as a workflow that knows all of this does. */
  StepRequest request(Step step, int round) {
    return new StepRequest(planned.id(), step, -1, round, entries().getLast().head());
  }
}
