// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static java.util.stream.Collectors.joining;

import dev.rekey.evidence.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of a certificate found.
 *
 * @param findings everything that is wrong; empty if the certificate holds
 * @param summary what it says; null if the file could not be read
 */
public record CertificateReport(List<Finding> findings, @Nullable CertificateSummary summary) {

  public CertificateReport {
    findings = List.copyOf(findings);
  }

  static CertificateReport unreadable(String why) {
    return new CertificateReport(List.of(new Finding(null, null, why)), null);
  }

  /** Whether nothing is wrong with it. */
  public boolean holds() {
    return findings.isEmpty();
  }

  /** The report in plain lines, for a terminal; what the file says is shown without controls. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (summary != null) {
      summary(summary, lines);
    }
    for (Finding finding : findings) {
      lines.add("finding    " + Shown.line(finding.toString()));
    }
    lines.add(
        holds()
            ? "verified   every hash, order, decision and signature holds"
            : "BROKEN     %d finding%s: this certificate proves nothing"
                .formatted(findings.size(), findings.size() == 1 ? "" : "s"));
    return List.copyOf(lines);
  }

  private static void summary(CertificateSummary summary, List<String> lines) {
    lines.add(
        "campaign   %s (%s): %s"
            .formatted(
                summary.campaign(),
                Shown.text(summary.cause()),
                summary.whole()
                    ? "closed whole"
                    : "settled with %d open exception%s"
                        .formatted(
                            summary.exceptions().size(),
                            summary.exceptions().size() == 1 ? "" : "s")));
    lines.add(
        "closed     %s by %s"
            .formatted(
                summary.closedAt(),
                summary.closers().isEmpty()
                    ? "nobody"
                    : summary.closers().stream()
                        .map(person -> Shown.text(person.value()))
                        .collect(joining(", "))));
    lines.add("plan       %d, %s".formatted(summary.plan().number(), summary.plan().plan()));
    lines.add(
        "scope      %d rows: %d proven %s, %d ruled out, %d excepted"
            .formatted(
                summary.scope(),
                summary.proven().values().stream().mapToLong(Long::longValue).sum(),
                summary.proven(),
                summary.ruledOut(),
                summary.exceptions().size()));
    if (!summary.gap().isEmpty()) {
      lines.add("gap        " + Shown.line(summary.gap()));
    }
    summary.exceptions().forEach(open -> lines.add("open       " + Shown.text(open)));
    lines.add(
        "root       %s over %d chains with %d entries"
            .formatted(summary.root(), summary.chains(), summary.entries()));
    lines.add(
        "roster     %s, %s"
            .formatted(
                summary.roster(),
                summary.pinned()
                    ? "compared with yours"
                    : "NOT compared: check it against the digest that you trust"));
    summary.notes().forEach(note -> lines.add("note       " + Shown.text(note)));
  }
}
