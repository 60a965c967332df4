// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.words.PersonName;
import dev.rekey.words.Secret;
import dev.rekey.worker.cli.terminal.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key to sign decisions with. */
@Command(
    name = "new",
    header = "Make a key to sign decisions with, and print its line for the roster.",
    footer = {
      "Examples:",
      "  rekey key new --person alice@example.com",
      "  rekey key new --person alice@example.com --out alice_ed25519"
    },
    description = {
      "Any SSH key will do, one in hardware is better. This one has no passphrase; its file is"
          + " readable by you alone."
    })
@Prints(KeyNewCommand.KeyView.class)
final class KeyNewCommand extends RekeyCommand {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to; else ~/.ssh/rekey_ed25519. The public half goes to FILE.pub.")
  @Nullable Path out;

  @Option(
      names = "--person",
      paramLabel = "NAME",
      description = "Whose it is, as the roster names them; else your name on this machine.")
  @Nullable PersonName person;

  KeyNewCommand(Session session) {
    super(session);
  }

  /** The result for programs. */
  record KeyView(
      String privateKeyFile, String publicKeyFile, String fingerprint, String allowedSigners) {}

  @Override
  void check(Mistakes mistakes) {
    for (Path file : List.of(privateFile(), publicFile())) {
      if (Files.exists(file)) {
        mistakes.add(
            "%s is there already (expected: a new file; a key is never overwritten)"
                .formatted(file));
      }
    }
    if (!name().matches("[^\\s,*?!\"#]+")) {
      mistakes.add(
          "--person: '%s' (expected: no blanks, commas, quotes, #, *, ? or !: the roster's form has"
                  .formatted(name())
              + " no way to write them)");
    }
  }

  @Override
  ExitCode run() {
    try (SshPrivateKey key = SshPrivateKey.generate(new SecureRandom());
        Secret encoded = key.encode()) {
      SshPublicKey half = key.publicKey(name());
      NewFiles.folderFor(privateFile());
      NewFiles.writePrivate(privateFile(), encoded);
      NewFiles.write(publicFile(), half.line() + "\n");
      String line = "%s namespaces=\"%s\" %s".formatted(name(), Roster.NAMESPACE, half.line());
      session()
          .print(
              new KeyView(
                  privateFile().toString(), publicFile().toString(), half.fingerprint(), line),
              () -> List.of(Line.of(line)));
      session().terminal().say("private key  %s".formatted(privateFile()));
      session().terminal().say("public key   %s, %s".formatted(publicFile(), half.fingerprint()));
    }
    session().next("append the line to the allowed_signers file of your roster");
    return ExitCode.DONE;
  }

  private String name() {
    return person == null ? session().person() : person.value();
  }

  private Path privateFile() {
    return out == null ? session().userHome().resolve(".ssh").resolve("rekey_ed25519") : out;
  }

  private Path publicFile() {
    return privateFile().resolveSibling(privateFile().getFileName() + ".pub");
  }
}
