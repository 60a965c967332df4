// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.chain.Entry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds what a certificate says against the promises: P1, P2, P6 and P7. */
final class PromisesCheck {

  private final CertificateBody body;
  private final Findings findings;

  PromisesCheck(CertificateBody body, Findings findings) {
    this.body = body;
    this.findings = findings;
  }

  void run() {
    Decisions decisions = new Decisions(body, findings);
    PlanApprovals plans = new PlanApprovals(decisions);
    if (plans.of(body.plan()).isEmpty() && plans.alone(body.plan()).isEmpty()) {
      findings.add(
          "plan %d was approved by nobody but its author (expected: a responder's approval)"
              .formatted(body.plan().number()));
    }
    String own = CertificateBody.campaignChain(body.campaign());
    Map<String, RotationEnd> ends = new TreeMap<>();
    for (Map.Entry<String, List<Entry>> chain : body.chains().entrySet()) {
      String name = chain.getKey();
      if (!name.equals(own)) {
        ends.put(name, RotationWalk.through(name, chain.getValue(), decisions, plans, findings));
      }
    }
    new KeyReplacementCheck(body, findings).run();
    new ReopeningCheck(body, findings).run();
    new RevealsCheck(body, ends, findings).run();
    new RowsCheck(body, ends, decisions, findings).run();
  }
}
