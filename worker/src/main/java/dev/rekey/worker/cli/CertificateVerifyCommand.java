// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.certificate.Certificate;
import dev.rekey.evidence.certificate.CertificateReport;
import dev.rekey.evidence.certificate.CertificateSummary;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.evidence.certificate.Finding;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Tone;
import dev.rekey.worker.files.Limit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a certificate with nothing but the file and, better, the keys. */
@Command(
    name = "verify",
    header = "Check a certificate: every hash, order, decision and signature.",
    footer = {
      "Examples:",
      "  rekey certificate verify okta-2026-11.certificate.json \\",
      "      --roster allowed_signers",
      "  rekey certificate verify okta-2026-11.certificate.json \\",
      "      --roster allowed_signers --people people.yaml"
    },
    description = {
      "Needs no server. Without a roster of your own it shows only that the file fits itself:"
          + " whoever writes a whole certificate can write a roster into it. Ends with 1 if"
          + " anything is wrong."
    })
@Prints(CertificateVerifyCommand.VerdictView.class)
final class CertificateVerifyCommand extends RekeyCommand {

  @Parameters(paramLabel = "FILE", description = "The certificate.")
  Path file;

  @Option(
      names = "--roster",
      paramLabel = "FILE",
      description = "The public keys that you trust, in allowed_signers form.")
  @Nullable Path signers;

  @Option(
      names = "--people",
      paramLabel = "FILE",
      description = "The roles that you know; without it they are taken from the certificate.")
  @Nullable Path people;

  @Option(
      names = "--roster-digest",
      paramLabel = "DIGEST",
      description = "The digest of the roster that you trust, instead of its files.")
  @Nullable Digest digest;

  private byte[] content = {};
  private Optional<Roster> pinned = Optional.empty();

  CertificateVerifyCommand(Session session) {
    super(session);
  }

  /** The result for programs. */
  record VerdictView(
      boolean holds, boolean pinned, List<String> findings, @Nullable SummaryView certificate) {}

  /** What the certificate says, as far as it can be read. */
  record SummaryView(
      String campaign,
      int scope,
      long proven,
      int ruledOut,
      List<String> exceptions,
      boolean whole,
      String roster,
      String closedAt) {}

  private static final Limit LONG = new Limit(1 << 30);
  private static final Limit PIPED = new Limit(64 << 20);

  @Override
  void check(Mistakes mistakes) {
    content = InputFile.read("FILE", file, limit(), mistakes);
    if (people != null && signers == null) {
      mistakes.add("--people goes with --roster (expected: both)");
    }
    if (digest != null && signers != null) {
      mistakes.add("--roster and --roster-digest (expected: one or the other)");
    }
    if (signers != null && mistakes.isEmpty()) {
      pinned = Optional.ofNullable(roster(signers, mistakes));
    }
  }

  /** A certificate of thousands of rotations is long; what has no end is not one. */
  private Limit limit() {
    return Files.isRegularFile(file) ? LONG : PIPED;
  }

  private @Nullable Roster roster(Path keys, Mistakes mistakes) {
    if (people != null) {
      return RosterFiles.read(keys, people, mistakes);
    }
    byte[] text = InputFile.read("--roster", keys, Limit.KEYS, mistakes);
    try {
      return new Roster(new String(text, StandardCharsets.UTF_8), membersInside());
    } catch (MalformedEvidence e) {
      mistakes.add("%s: %s".formatted(keys, e.getMessage()));
      return null;
    }
  }

  /** Whom the certificate says are on the roster; nobody if it cannot be read. */
  private List<Member> membersInside() {
    try {
      return Certificate.parse(content).body().roster().members();
    } catch (MalformedEvidence e) {
      // The verifier will say so.
      return List.of();
    }
  }

  @Override
  ExitCode run() {
    CertificateReport report = CertificateVerifier.verify(content, pinned);
    List<String> findings =
        new ArrayList<>(report.findings().stream().map(Finding::toString).toList());
    CertificateSummary summary = report.summary();
    Optional<String> foreign = foreign(summary);
    foreign.ifPresent(findings::add);
    session()
        .print(
            new VerdictView(
                findings.isEmpty(),
                pinned.isPresent() || digest != null,
                findings,
                summary == null ? null : view(summary)),
            () -> text(report, foreign));
    return findings.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Optional<String> foreign(@Nullable CertificateSummary summary) {
    return digest == null || summary == null || summary.roster().equals(digest)
        ? Optional.empty()
        : Optional.of(
            "the certificate's roster is %s (expected: %s)".formatted(summary.roster(), digest));
  }

  private static SummaryView view(CertificateSummary summary) {
    return new SummaryView(
        summary.campaign().value(),
        summary.scope(),
        summary.proven().values().stream().mapToLong(Long::longValue).sum(),
        summary.ruledOut(),
        summary.exceptions(),
        summary.whole(),
        summary.roster().value(),
        summary.closedAt().toString());
  }

  private List<Line> text(CertificateReport report, Optional<String> foreign) {
    List<Line> lines = new ArrayList<>();
    for (String line : report.lines()) {
      lines.add(new Line(tone(line), line));
    }
    foreign.ifPresent(what -> lines.add(new Line(Tone.BAD, "BROKEN     " + what)));
    if (signers != null && people == null) {
      lines.add(
          Line.of("note       the keys are yours, the roles are the certificate's: see --people"));
    }
    return lines;
  }

  private static Tone tone(String line) {
    if (line.startsWith("finding") || line.startsWith("BROKEN")) {
      return Tone.BAD;
    }
    return line.startsWith("verified") ? Tone.GOOD : Tone.PLAIN;
  }
}
