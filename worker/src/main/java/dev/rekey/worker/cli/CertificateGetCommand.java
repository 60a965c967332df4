// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fetches a certificate. */
@Command(
    name = "get",
    header = "Fetch the certificate of a campaign.",
    footer = {
      "Examples:",
      "  rekey certificate get okta-2026-11",
      "  rekey certificate get okta-2026-11 --out -"
    })
@Prints(CertificateGetCommand.FileView.class)
final class CertificateGetCommand extends CampaignCommand {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to, - for standard output; else CAMPAIGN.certificate.json.")
  @Nullable String out;

  @Option(
      names = "--number",
      paramLabel = "N",
      description =
          "Of a campaign that was reopened: which of its certificates, from 1; else the last.")
  @Nullable Integer number;

  CertificateGetCommand(Session session) {
    super(session);
  }

  /** The result for programs. */
  record FileView(String file, int bytes) {}

  @Override
  ExitCode run() {
    byte[] certificate =
        session()
            .server()
            .bytes(
                number == null
                    ? endpoint("certificate")
                    : endpoint("certificate").with("number", String.valueOf(number)));
    if ("-".equals(out)) {
      session().terminal().data(certificate);
      return ExitCode.DONE;
    }
    Path file = Path.of(out == null ? campaign + ".certificate.json" : out);
    NewFiles.writeOnce(file, certificate);
    session()
        .print(
            new FileView(file.toString(), certificate.length),
            () ->
                java.util.List.of(
                    dev.rekey.worker.cli.terminal.Line.of(
                        "%s, %d bytes".formatted(file, certificate.length))));
    session().next("rekey certificate verify " + file);
    return ExitCode.DONE;
  }
}
