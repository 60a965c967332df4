// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.BrokenChain;
import dev.rekey.evidence.chain.Chain;

/** Checks that a certificate's chains are whole, its own, and all under its root. */
final class IntegrityCheck {

  private final CertificateBody body;
  private final Findings findings;

  IntegrityCheck(CertificateBody body, Findings findings) {
    this.body = body;
    this.findings = findings;
  }

  void run() {
    String own = CertificateBody.campaignChain(body.campaign());
    body.chains()
        .forEach((name, entries) -> {
          if (!name.equals(own) && !name.startsWith(body.campaign() + "/")) {
            findings.add(name, "belongs to another campaign");
          }
          try {
            Chain.verify(name, entries);
          } catch (BrokenChain e) {
            findings.add(name, e.seq(), e.what());
          }
        });
    Digest root = Totals.root(body.chains());
    if (!root.equals(body.root())) {
      findings.add(
          "the root is %s (expected: %s, over the heads of all chains)"
              .formatted(body.root(), root));
    }
  }
}
