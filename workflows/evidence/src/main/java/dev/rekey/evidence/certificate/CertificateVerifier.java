// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.PersonName;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a certificate with nothing but the file and, better, a roster that the reader trusts
 * (promise P10).
 *
 * <p>First whether the file is what people signed: its one form, the roster, the closing
 * signatures, the chains' hashes and the root. Only if so, whether what they signed keeps the
 * promises: every decision's signature, the order of every chain, every row. Of an altered file
 * that would show nothing.
 *
 * <p>Without a pinned roster it shows only that the certificate fits itself: whoever can write a
 * whole certificate can write a roster into it. What it cannot show in any case: that the scope was
 * all that leaked, and that nobody took away one of several closing signatures.
 */
public final class CertificateVerifier {

  private CertificateVerifier() {}

  /**
   * Verifies a file and reports all that is wrong.
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
    Findings findings = new Findings();
    CertificateBody body = certificate.body();
    checkRoster(body, pinned, findings);
    List<PersonName> closers = new ClosingCheck(certificate, findings).run();
    new IntegrityCheck(body, findings).run();
    if (findings.all().isEmpty()) {
      new PromisesCheck(body, findings).run();
    }
    return new CertificateReport(
        findings.all(), CertificateSummary.of(body, closers, pinned.isPresent()));
  }

  /**
   * Verifies a body that nobody has signed yet, all but the closing signatures: to be done before
   * people are asked to close.
   */
  public static CertificateReport verifyDraft(CertificateBody body) {
    Findings findings = new Findings();
    new IntegrityCheck(body, findings).run();
    new PromisesCheck(body, findings).run();
    return new CertificateReport(
        findings.all(), CertificateSummary.of(body, List.of(), /* pinned= */ false));
  }

  private static void checkRoster(
      CertificateBody body, Optional<Roster> pinned, Findings findings) {
    pinned
        .map(Roster::digest)
        .filter(digest -> !digest.equals(body.roster().digest()))
        .ifPresent(digest ->
            findings.add(
                "the certificate's roster %s is not the pinned one %s"
                    .formatted(body.roster().digest(), digest)));
  }
}
