// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.chain.BrokenChain;
import dev.rekey.evidence.chain.Chain;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.PersonName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Verifies a certificate with nothing but the file and, better, a roster that the reader trusts
 * (promise P10).
 *
 * <p>Without a pinned roster it shows only that the certificate fits itself: whoever can write a
 * whole certificate can write a roster into it. What it cannot show in any case: that the scope was
 * all that leaked, and that nobody took away one of several closing signatures.
 */
public final class CertificateVerifier {

  private final Certificate certificate;
  private final Findings findings = new Findings();

  private CertificateVerifier(Certificate certificate) {
    this.certificate = certificate;
  }

  /**
   * Checks everything that can be checked, and reports all that is wrong.
   *
   * @param file the file's bytes
   * @param pinned the roster that the reader trusts
   */
  public static CertificateReport verify(byte[] file, Optional<Roster> pinned) {
    Certificate certificate;
    try {
      certificate = Certificate.parse(file);
    } catch (MalformedEvidence e) {
      return CertificateReport.unreadable(
          "the file is not a certificate as it was written: " + e.getMessage());
    }
    return new CertificateVerifier(certificate).verify(pinned);
  }

  private CertificateReport verify(Optional<Roster> pinned) {
    CertificateBody body = certificate.body();
    List<PersonName> closers = new ClosingCheck(certificate, findings).run();
    if (pinned.isPresent() && !pinned.get().digest().equals(body.roster().digest())) {
      findings.add(
          "the certificate's roster %s is not the pinned one %s"
              .formatted(body.roster().digest(), pinned.get().digest()));
    }
    Decisions decisions = new Decisions(body, findings);
    PlanApprovals plans = new PlanApprovals(decisions);
    if (plans.of(body.plan()).isEmpty()) {
      findings.add(
          "plan %d was approved by nobody but its author (expected: a responder's approval)"
              .formatted(body.plan().number()));
    }
    new RowsCheck(body, chains(decisions, plans), decisions, findings).run();
    if (!Totals.root(body.chains()).equals(body.root())) {
      findings.add(
          "the root is %s (expected: %s, over the heads of all chains)"
              .formatted(body.root(), Totals.root(body.chains())));
    }
    return new CertificateReport(
        findings.all(), CertificateSummary.of(body, closers, pinned.isPresent()));
  }

  /** Checks all chains, and says how each rotation's ends. */
  private Map<String, RotationEnd> chains(Decisions decisions, PlanApprovals plans) {
    CertificateBody body = certificate.body();
    String own = CertificateBody.campaignChain(body.campaign());
    Map<String, RotationEnd> ends = new TreeMap<>();
    for (Map.Entry<String, List<Entry>> chain : body.chains().entrySet()) {
      String name = chain.getKey();
      try {
        Chain.verify(name, chain.getValue());
      } catch (BrokenChain e) {
        findings.add(name, e.seq(), e.what());
      }
      if (!name.equals(own)) {
        if (!name.startsWith(body.campaign() + "/")) {
          findings.add(name, "belongs to another campaign");
        }
        ends.put(name, RotationWalk.through(name, chain.getValue(), decisions, plans, findings));
      }
    }
    return ends;
  }
}
