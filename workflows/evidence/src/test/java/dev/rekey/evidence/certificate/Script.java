// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.DecisionEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The entries of a rotation's chain before they are chained: a test can change any of them. */
final class Script {

  static final Digest PLAN = Digest.ofText("the plan");
  static final Instant START = Instant.parse("2026-11-23T18:00:00Z");

  /** One entry to be. */
  record Line(String type, SortedMap<String, Object> body) {

    String text(String key) {
      return String.valueOf(body.get(key));
    }
  }

  final String chain;
  final List<Line> lines = new ArrayList<>();

  Script(String chain) {
    this.chain = chain;
  }

  static String chain(String credential) {
    return "okta-2026-11/aws-prod/" + credential.toLowerCase() + "/iam-access-key/" + credential;
  }

  /** The undisturbed life of a replacement. */
  static Script replace(String credential, DecisionEntry approval) {
    Script script = begin(credential, "replace", approval).step("preflight");
    script.effect("issue", "billing").step("issue").step("prove-new");
    script.effect("write", "kv:secret/apps/billing").step("deliver");
    script.step("confirm").step("validate").step("observe");
    script.effect("disable", credential).step("disable").step("soak");
    script.effect("revoke", credential).step("revoke");
    return script.effect("destroy", "kv:secret/apps/billing").step("prove").proven();
  }

  /** The undisturbed life of one that nobody needs. */
  static Script retire(String credential, DecisionEntry approval) {
    Script script = begin(credential, "retire", approval).step("preflight").step("observe");
    script.effect("disable", credential).step("disable").step("soak");
    return script.effect("revoke", credential).step("revoke").step("prove").proven();
  }

  /** The undisturbed life of one that is killed at once. */
  static Script revokeNow(String credential, DecisionEntry approval) {
    Script script = begin(credential, "revoke-now", approval).step("preflight");
    return script.effect("revoke", credential).step("revoke").step("prove").proven();
  }

  static Script begin(String credential, String disposition, DecisionEntry approval) {
    return new Script(chain(credential))
        .add(
            "planned",
            Map.of(
                "disposition",
                disposition,
                "credential",
                credential,
                "created",
                "2025-01-01T00:00:00Z",
                "cut-off",
                "2026-11-20T00:00:00Z",
                "owner",
                "payments",
                "privilege",
                "admin",
                "places",
                List.of("kv:secret/apps/billing"),
                "plan",
                1,
                "plan-digest",
                PLAN,
                "overlap",
                "yes"))
        .decision(approval);
  }

  Script add(String type, Map<String, ?> body) {
    lines.add(new Line(type, new TreeMap<>(body)));
    return this;
  }

  Script decision(DecisionEntry decision) {
    return add("decision", decision.body());
  }

  Script effect(String effect, String target) {
    String operation = effect + "/1";
    return add("intent", Map.of("operation", operation, "effect", effect, "target", target))
        .add("outcome", Map.of("operation", operation, "result", "done"));
  }

  Script step(String step) {
    Map<String, ?> facts =
        switch (step) {
          case "preflight" -> new TreeMap<>(Map.of("baseline", true));
          case "prove" -> refused();
          default -> Map.of();
        };
    return add("step", Map.of("operation", step, "step", step, "result", "done", "facts", facts));
  }

  /** What shows that the old one is refused. */
  static SortedMap<String, Object> refused() {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("grade", "refused");
    facts.put("refusals", 3);
    facts.put("first", "2026-11-23T18:10:00Z");
    facts.put("last", "2026-11-23T18:12:00Z");
    facts.put("signature", "403 InvalidClientTokenId");
    facts.put("control-good", "alive");
    facts.put("control-nonsense", "403 InvalidClientTokenId");
    facts.put("listed", false);
    facts.put("complete", true);
    return facts;
  }

  Script proven() {
    return add("ended", Map.of("state", "proven", "grade", "refused"));
  }

  int index(String type, String key, String value) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).type().equals(type) && lines.get(i).text(key).equals(value)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no %s with %s = %s".formatted(type, key, value));
  }

  Script remove(String type, String key, String value) {
    lines.remove(index(type, key, value));
    return this;
  }

  Script removeStep(String step) {
    return remove("step", "step", step);
  }

  Script put(String type, String key, String value, String changedKey, Object changedTo) {
    lines.get(index(type, key, value)).body().put(changedKey, changedTo);
    return this;
  }

  /** Moves a line so that it stands before another. */
  Script move(int from, int before) {
    Line line = lines.remove(from);
    lines.add(before > from ? before - 1 : before, line);
    return this;
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    Head head = Head.start(chain);
    for (Line line : lines) {
      Entry entry =
          Entry.after(
              head,
              chain,
              START.plusSeconds(entries.size()),
              line.type(),
              CanonicalJson.copy(line.body()));
      entries.add(entry);
      head = entry.head();
    }
    return entries;
  }
}
