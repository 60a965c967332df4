// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command takes. */
final class GlobalOptions {

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      order = 900,
      description = "Rekey's folder; else $REKEY_HOME, else ~/.rekey.")
  @Nullable Path home;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      order = 901,
      description = "For whom the result is written: people or programs.")
  Output output = Output.TEXT;

  @Option(
      names = "--trace",
      scope = ScopeType.INHERIT,
      order = 902,
      description = "Show where in Rekey an error came from.")
  boolean trace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      order = 903,
      description = "Show this.")
  boolean help;
}
