// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands stand under. */
@Command(
    name = "rekey",
    header = {
      "Rekey replaces every credential that an attacker may hold, and proves the old ones dead."
    },
    footer = {
      "Try it:",
      "  rekey demo",
      "For real:",
      "  rekey up",
      "  rekey system add aws-prod --connector aws \\",
      "      --secret credentials=file:/etc/rekey/aws.json",
      "  rekey roster propose --signers allowed_signers --people people.yaml",
      "  rekey campaign new okta-2026-11 --cause 'support portal breached' \\",
      "      --exposed-from 2026-11-20 --exposed-until 2026-11-23 \\",
      "      --as alice@example.com",
      "  rekey intake okta-2026-11 leaked.csv",
      "  rekey plan okta-2026-11 --as alice@example.com",
      "  rekey campaign start okta-2026-11",
      "  rekey approve okta-2026-11 --plan 1 --as bob@example.com \\",
      "      --key ~/.ssh/rekey_ed25519",
      "  rekey campaign watch okta-2026-11"
    })
final class TopCommand {

  @Mixin final GlobalOptions options;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      order = 904,
      description = "Show which build this is.")
  boolean version;

  TopCommand(GlobalOptions options) {
    this.options = requireNonNull(options, "options is null");
  }
}
