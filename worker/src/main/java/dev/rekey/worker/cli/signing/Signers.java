// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.signing;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.words.Secret;
import dev.rekey.worker.files.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds out who can sign with a key: Rekey itself, or OpenSSH. */
public final class Signers {

  private final OpenSsh openSsh;

  public Signers(OpenSsh openSsh) {
    this.openSsh = requireNonNull(openSsh, "openSsh is null");
  }

  /**
   * A signer with the key in a file: private, private with a passphrase, or public with the other
   * half in an agent or in hardware.
   *
   * @throws CannotSign if others can read it, or it cannot be read
   * @throws UncheckedIOException if it is longer than any key
   */
  public Signer ofFile(Path file) {
    byte[] content;
    try {
      content = Limit.SECRET.read(file);
      if (!isPublic(content)) {
        requirePrivate(file);
      }
    } catch (Limit.Exceeded e) {
      throw new UncheckedIOException(
          "--key: %s has %s, no key has".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotSign("%s cannot be read: %s".formatted(file, e.getMessage()), "check --key");
    }
    try (Secret secret = Secret.taking(content)) {
      return new OwnSigner(SshPrivateKey.parse(secret));
    } catch (MalformedEvidence e) {
      // Encrypted, public, of another type or no key at all: OpenSSH knows all these and says so.
      return new OpenSshSigner(openSsh, file, false);
    }
  }

  /**
   * A signer with a key that the agent holds.
   *
   * @param wanted the keys that count, in order of preference
   * @throws CannotSign if the agent has none of them
   */
  public Signer ofAgent(List<SshPublicKey> wanted) {
    List<SshPublicKey> held = held();
    for (SshPublicKey key : wanted) {
      if (held.contains(key)) {
        return new OpenSshSigner(openSsh, temporary(key), true);
      }
    }
    throw new CannotSign(
        "the agent holds %s, none of which is on the roster for this person (expected: one of %s)"
            .formatted(held, wanted),
        "load the right key with ssh-add, or name its file with --key");
  }

  private List<SshPublicKey> held() {
    OpenSsh.Answer answer = openSsh.run(new byte[0], "", List.of("ssh-add", "-L"));
    if (answer.exit() != 0) {
      throw new CannotSign(
          "ssh-add lists no key of an agent: "
              + (answer.output().isBlank() ? answer.lastWords() : answer.output().strip()),
          "start an agent and load the key with ssh-add, or name its file with --key");
    }
    List<SshPublicKey> keys = new ArrayList<>();
    for (String line : answer.output().lines().toList()) {
      try {
        keys.add(SshPublicKey.parse(line));
      } catch (MalformedEvidence e) {
        // Of a type that no roster has: it cannot be the wanted one.
      }
    }
    return keys;
  }

  private static Path temporary(SshPublicKey key) {
    try {
      return Files.writeString(Files.createTempFile("rekey", ".pub"), key.line() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPublic(byte[] content) {
    return !new String(content, 0, Math.min(content.length, 20), StandardCharsets.US_ASCII)
        .startsWith("-----BEGIN");
  }

  /** As ssh does: whoever could read it could have signed. */
  private static void requirePrivate(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
    if (rights.contains(GROUP_READ) || rights.contains(OTHERS_READ)) {
      throw new CannotSign(
          "%s can be read by others (expected: by its owner alone)".formatted(file),
          "chmod 600 %s   (and ask yourself who has read it)".formatted(file));
    }
  }
}
