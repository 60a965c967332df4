// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the demo has to show: numbers from the real servers' side, not from Rekey's word.
 *
 * @param campaign as the API has it at the end
 */
record Result(JsonNode campaign, Duration took, List<GroupEvidence> groups, Path certificate) {

  Result {
    groups = List.copyOf(groups);
  }

  private int count(String what) {
    return campaign.get("counts").get(what).intValue();
  }

  private boolean whole() {
    return Board.is(campaign, "state", "closed");
  }

  /** Closed whole, and nobody was hurt who need not be. */
  boolean isGood() {
    return whole() && avoidableFailures() == 0 && successesAfterProof() == 0;
  }

  private long avoidableFailures() {
    return groups.stream().mapToLong(GroupEvidence::avoidableFailures).sum();
  }

  private long successesAfterProof() {
    return groups.stream().mapToLong(GroupEvidence::successesAfterProof).sum();
  }

  private long requests() {
    return groups.stream().mapToLong(one -> one.tally().requests()).sum();
  }

  /**
   * The keys of old as they were; {@code consumerFailures} are those of kinds with overlap, the
   * others stand beside them.
   */
  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("campaign", campaign.get("name").stringValue());
    json.put("scope", count("scope"));
    json.put("proven", count("proven"));
    json.put("held", count("held"));
    json.put("exceptions", count("excepted"));
    json.put("seconds", took.toSeconds());
    json.put("consumerRequests", requests());
    json.put("consumerFailures", avoidableFailures());
    json.put("attackerSuccessesAfterProof", successesAfterProof());
    json.put("certificate", certificate.toString());
    json.put(
        "consumerFailuresWithoutOverlap",
        groups.stream().mapToLong(one -> one.tally().failures().size()).sum()
            - avoidableFailures());
    json.put("kinds", groups.stream().map(GroupEvidence::json).toList());
    return JsonMapper.builder().build().writeValueAsString(json);
  }

  void print(Stage stage, Sandbox sandbox) throws IOException {
    stage.chapter("what was seen at the real servers");
    stage.plain("");
    stage.plain(GroupEvidence.HEADER);
    groups.forEach(group -> stage.plain(group.line()));
    stage.plain("");
    groups.stream()
        .filter(group -> !group.group().overlap())
        .forEach(group ->
            stage.plain(
                "%s have no overlap: %d requests failed, within %d ms of a cut at the longest"
                    .formatted(
                        group.group().title(),
                        group.tally().failures().size(),
                        group.tally().longestGap().toMillis())));
    groups.stream()
        .filter(group -> group.avoidableFailures() > 0)
        .forEach(group -> stage.plain("FAILED: " + group.tally().failures().getFirst()));
    stage.plain(
        "%d credentials in scope, %d proven dead, %d held, %d exceptions, in %d s (waits compressed by %d)"
            .formatted(
                count("scope"),
                count("proven"),
                count("held"),
                count("excepted"),
                took.toSeconds(),
                Sandbox.FACTOR));
    stage.plain(
        "where old and new overlap: %d requests failed; the attacker got in after a proof: %d times"
            .formatted(avoidableFailures(), successesAfterProof()));
    stage.plain(whole() ? "the campaign is closed whole" : "the campaign did NOT close");
    stage.plain("");
    printNext(stage, sandbox);
  }

  private void printNext(Stage stage, Sandbox sandbox) throws IOException {
    stage.plain("certificate: " + certificate);
    stage.plain("  check it: ./rekey certificate verify " + certificate);
    if (sandbox.keeps()) {
      stage.plain("Temporal's pages: " + sandbox.rekey().temporalUi());
      stage.plain("  export REKEY_HOME=" + sandbox.rekey().home());
      stage.plain("  ./rekey status");
      stage.plain("  ./rekey campaign status " + campaign.get("name").stringValue());
      stage.plain("everything keeps running until Ctrl-C");
    } else {
      stage.plain(
          "run it with --keep to look around: Temporal's pages, ./rekey campaign status demo");
    }
  }
}
