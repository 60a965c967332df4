// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.aws.Call;
import dev.rekey.sandbox.traffic.Attacker;
import dev.rekey.sandbox.traffic.Consumers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo has to show: numbers from the real servers' side, not from Rekey's word. */
record Result(
    String campaign,
    int scope,
    int proven,
    int held,
    int exceptions,
    long seconds,
    long consumerRequests,
    long consumerFailures,
    long attackerSuccessesAfterProof,
    Path certificate,
    boolean whole,
    List<String> lastSuccesses,
    Path signers) {

  static Result of(
      RekeyProcess rekey,
      Sandbox sandbox,
      String campaign,
      Duration took,
      List<Consumers> consumers,
      Attacker attacker,
      Path certificate,
      Path signers)
      throws IOException {
    JsonNode status = rekey.get("/campaigns/" + campaign);
    JsonNode counts = status.get("counts");
    List<String> lines = new ArrayList<>();
    long after = 0;
    for (JsonNode one : rekey.get("/campaigns/" + campaign + "/rotations?state=proven")) {
      String key = one.get("credential").stringValue();
      Instant proven = Instant.parse(one.get("since").stringValue());
      after += successesAfter(sandbox, key, proven);
      attacker
          .loot()
          .forEach((id, loot) -> {
            if (id.equals(key)) {
              lines.add(
                  "%s  attacker's last success %s  proven dead %s"
                      .formatted(
                          key, loot.lastSuccess().map(Instant::toString).orElse("never"), proven));
            }
          });
    }
    return new Result(
        campaign,
        counts.get("scope").intValue(),
        counts.get("proven").intValue(),
        counts.get("held").intValue(),
        counts.get("excepted").intValue(),
        took.toSeconds(),
        consumers.stream().mapToLong(Consumers::requests).sum(),
        consumers.stream().mapToLong(one -> one.failures().size()).sum(),
        after,
        certificate,
        status.get("state").stringValue().equals("closed"),
        List.copyOf(lines),
        signers);
  }

  /** By the sandbox's own journal, which sees every call. */
  private static long successesAfter(Sandbox sandbox, String key, Instant proven) {
    return sandbox.aws().journal().calls().stream()
        .filter(call -> call.signer().filter(key::equals).isPresent())
        .filter(Call::accepted)
        .filter(call -> call.at().isAfter(proven))
        .count();
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("campaign", campaign);
    json.put("scope", scope);
    json.put("proven", proven);
    json.put("held", held);
    json.put("exceptions", exceptions);
    json.put("seconds", seconds);
    json.put("consumerRequests", consumerRequests);
    json.put("consumerFailures", consumerFailures);
    json.put("attackerSuccessesAfterProof", attackerSuccessesAfterProof);
    json.put("certificate", certificate.toString());
    return JsonMapper.builder().build().writeValueAsString(json);
  }

  void print(Stage stage, Sandbox sandbox) throws IOException {
    stage.plain("");
    lastSuccesses.stream().limit(8).forEach(stage::plain);
    if (lastSuccesses.size() > 8) {
      stage.plain("… and %d more like these".formatted(lastSuccesses.size() - 8));
    }
    stage.plain("");
    stage.plain(
        "%d leaked keys in scope, %d proven dead, %d held, %d exceptions, in %d s (waits compressed by %d)"
            .formatted(scope, proven, held, exceptions, seconds, Sandbox.FACTOR));
    stage.plain(
        "applications: %d requests, %d failed; the attacker's successes after a key's proof: %d"
            .formatted(consumerRequests, consumerFailures, attackerSuccessesAfterProof));
    stage.plain(whole ? "the campaign is closed whole" : "the campaign did NOT close");
    stage.plain("");
    stage.plain("certificate: " + certificate);
    stage.plain("  check it: ./rekey certificate verify " + certificate);
    if (sandbox.keeps()) {
      stage.plain("Temporal's pages: " + sandbox.rekey().temporalUi());
      stage.plain("  export REKEY_HOME=" + sandbox.rekey().home());
      stage.plain("  ./rekey status");
      stage.plain("  ./rekey campaign status " + campaign);
      stage.plain("everything keeps running until Ctrl-C");
    } else {
      stage.plain(
          "run it with --keep to look around: Temporal's pages, ./rekey campaign status demo");
    }
  }
}
