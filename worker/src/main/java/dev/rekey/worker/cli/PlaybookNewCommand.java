// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.stream.Collectors.joining;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.playbooks.PlaybookDraft;
import dev.rekey.playbooks.PlaybookLibrary;
import dev.rekey.playbooks.PlaybookSchema;
import dev.rekey.playbooks.WrittenPlaybook;
import dev.rekey.worker.cli.terminal.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a playbook to begin with. */
@Command(
    name = "new",
    header = "Write a playbook of your own to begin with, every key explained.",
    footer = {
      "Examples:",
      "  rekey playbook new iam-access-key",
      "  rekey playbook new vpn-key --connector manual --out playbooks/vpn-key.yaml"
    },
    description = {
      "It begins as a copy of the library's for that kind. Beside it goes a JSON Schema, which two"
          + " comments at its top name to editors: VS Code and others that use"
          + " yaml-language-server, and those of JetBrains. Nothing is overwritten."
    })
@Prints(PlaybookNewCommand.NewPlaybookView.class)
final class PlaybookNewCommand extends RekeyCommand {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  @Parameters(
      paramLabel = "KIND",
      description = "The kind of credential, or the name of a playbook of the library.")
  String kind;

  @Option(
      names = "--connector",
      paramLabel = "NAME",
      description = "For a kind that the library has none for: the connector of its systems.")
  @Nullable String connector;

  @Option(names = "--name", paramLabel = "NAME", description = "Its name; else own-KIND.")
  @Nullable String name;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to; else NAME.yaml.")
  @Nullable Path out;

  PlaybookNewCommand(Session session) {
    super(session);
  }

  /** The result for programs. */
  record NewPlaybookView(String playbook, String file, String schema) {}

  @Override
  void check(Mistakes mistakes) {
    label("KIND", kind, mistakes);
    label("--name", name(), mistakes);
    if (connector != null) {
      label("--connector", connector, mistakes);
    } else if (shipped().isEmpty()) {
      List<String> kinds =
          PlaybookLibrary.shipped().stream().map(one -> one.kind().value()).toList();
      mistakes.add(
          "KIND: the library has no playbook for '%s' (expected: one of %s, or --connector NAME)%s"
              .formatted(
                  kind, kinds.stream().collect(joining(", ")), DidYouMean.hint(kind, kinds)));
    }
    if (Files.exists(file())) {
      mistakes.add("%s is there already (expected: a new file, --out FILE)".formatted(file()));
    }
  }

  private static void label(String what, String value, Mistakes mistakes) {
    if (!LABEL.matcher(value).matches()) {
      mistakes.add(
          "%s: '%s' (expected: 1 to 63 of a-z, 0-9 and '-', not at the ends)"
              .formatted(what, value));
    }
  }

  @Override
  ExitCode run() {
    Path file = file();
    Path schema = file.resolveSibling(PlaybookSchema.FILE);
    NewFiles.folderFor(file);
    NewFiles.writeOnce(schema, PlaybookSchema.content());
    NewFiles.write(file, draft());
    session()
        .print(
            new NewPlaybookView(name(), file.toString(), schema.toString()),
            () -> List.of(Line.of("wrote %s, and %s for editors".formatted(file, schema))));
    session().next("rekey playbook lint " + file);
    return ExitCode.DONE;
  }

  private String draft() {
    return connector != null
        ? PlaybookDraft.of(connector, kind, name())
        : PlaybookDraft.of(shipped().orElseThrow(), name());
  }

  private Optional<WrittenPlaybook> shipped() {
    return PlaybookDraft.shippedFor(kind);
  }

  private String name() {
    return name == null ? "own-" + kind : name;
  }

  private Path file() {
    return out == null ? Path.of(name() + ".yaml") : out;
  }
}
