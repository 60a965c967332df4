// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.SystemView;
import dev.rekey.worker.cli.terminal.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a system known. */
@Command(
    name = "add",
    header = "Make a system known: what it is, where it is, and how Rekey gets in.",
    footer = {
      "Examples:",
      "  rekey system add aws-prod --connector aws \\",
      "      --secret credentials=file:/etc/rekey/aws.json \\",
      "      --set account=123456789012",
      "  rekey system add vault --connector openbao \\",
      "      --set address=https://vault.example.com:8200 \\",
      "      --secret token=file:/etc/rekey/vault-token",
      "  rekey system add billing-db --connector postgres \\",
      "      --set host=db.example.com --set role=rekey \\",
      "      --secret password=vault:vault:secret/rekey/billing-db#/password",
      "  pass show rekey/aws | rekey system add aws-prod --connector aws --secret credentials=-"
    },
    description = {
      "Secrets are never given here, only references to where they are: file:/path, mode 0600, or"
          + " vault:SYSTEM:LOCATION#SELECTOR, a text in a place of another system.",
      "With - a secret comes from standard input, or from the keyboard without echo, and is kept in"
          + " a file of mode 0600 under Rekey's home.",
      "--set rate=20/s (or 600/m, 5000/h) bounds the calls that all workers together make to it.",
      "The same name again changes a system at once, also while campaigns run."
    })
@Prints(SystemView.class)
final class SystemAddCommand extends RekeyCommand {

  @Parameters(paramLabel = "NAME", description = "How the system is called from now on.")
  SystemName name;

  @Option(
      names = "--connector",
      required = true,
      paramLabel = "CONNECTOR",
      description = "What kind of system it is, for example aws, openbao or postgres.")
  String connector;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the connector; may be given often.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--secret",
      paramLabel = "KEY=REFERENCE",
      description = "A secret setting, by reference; may be given often.")
  List<String> secrets = new ArrayList<>();

  @Option(
      names = "--sole-issuer",
      description =
          "Nobody but Rekey issues credentials there during a campaign: a new one that nobody"
              + " recorded may count as Rekey's.")
  boolean soleIssuer;

  @Option(
      names = "--compress",
      paramLabel = "N",
      description = "Sandboxes only: waits are divided by N. 1, the default, for real systems.")
  int compression = 1;

  /** It becomes part of a file's name where a secret is kept, so that nothing in it may climb. */
  private static final String KEY = "[a-z0-9][a-z0-9-]{0,62}";

  private final Map<String, String> values = new TreeMap<>();

  SystemAddCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    settings.forEach(setting -> take("--set", setting, mistakes));
    for (String secret : secrets) {
      // The value is not repeated: it may be what it must not be, a secret in clear.
      int equals = secret.indexOf('=');
      if (equals > 0 && !secret.substring(equals + 1).matches("-|[a-z][a-z0-9-]*:.+")) {
        mistakes.add(
            "--secret %s: not a reference (expected: where the secret is, for example"
                    .formatted(Shown.escaped(secret.substring(0, equals), 60))
                + " file:/etc/rekey/secret); if it was the secret itself, your shell's history has"
                + " it now");
      } else {
        take("--secret", secret, mistakes);
      }
    }
    if (secrets.stream().filter(secret -> secret.endsWith("=-")).count() > 1) {
      mistakes.add("--secret: - given twice (expected: one secret from standard input)");
    }
    if (compression < 1) {
      mistakes.add("--compress: %d (expected: 1 or more)".formatted(compression));
    }
  }

  private void take(String option, String pair, Mistakes mistakes) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      mistakes.add("%s: no '=' after a key (expected: KEY=VALUE)".formatted(option));
    } else if (!pair.substring(0, equals).matches(KEY)) {
      mistakes.add(
          "%s: '%s' (expected: the name of a setting, of a-z, 0-9 and -)"
              .formatted(option, Shown.escaped(pair.substring(0, equals), 60)));
    } else if (values.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
      mistakes.add("%s %s: given twice".formatted(option, pair.substring(0, equals)));
    }
  }

  /** Keeps what comes from standard input in a file, and refers to that. */
  private void keep(String key) {
    Path file =
        session()
            .home()
            .resolve("secrets")
            .resolve("%s-%s-%d".formatted(name, key, session().now().toEpochMilli()));
    try (Secret secret = session().terminal().secret("%s of %s: ".formatted(key, name))) {
      NewFiles.folderFor(file);
      NewFiles.writePrivate(file, secret);
    }
    values.put(key, "file:" + file);
    session().terminal().say("kept in " + file);
  }

  @Override
  ExitCode run() {
    secrets.stream()
        .filter(secret -> secret.endsWith("=-"))
        .map(secret -> secret.substring(0, secret.length() - 2))
        .forEach(this::keep);
    SystemView system = new SystemView(name.value(), connector, values, soleIssuer, compression);
    SystemView added = session().server().post(SystemView.class, Endpoint.of("systems"), system);
    session()
        .print(
            added,
            () ->
                List.of(
                    Line.of("added %s (connector %s)".formatted(added.name(), added.connector()))));
    session().next("rekey system check " + name);
    return ExitCode.DONE;
  }
}
