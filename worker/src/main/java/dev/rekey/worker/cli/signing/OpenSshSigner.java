// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.signature.SshSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lets {@code ssh-keygen -Y sign} do it. The message goes in by standard input. */
final class OpenSshSigner implements Signer {

  private static final String NOISE = "Signing data on standard input";

  private final OpenSsh openSsh;
  private final Path key;
  private final boolean temporary;

  /**
   * A signer with this key.
   *
   * @param key a private key, or a public one whose other half an agent holds
   * @param temporary whether the file goes away with the signer
   */
  OpenSshSigner(OpenSsh openSsh, Path key, boolean temporary) {
    this.openSsh = requireNonNull(openSsh, "openSsh is null");
    this.key = requireNonNull(key, "key is null");
    this.temporary = temporary;
  }

  @Override
  public SignedStatement sign(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    OpenSsh.Answer answer =
        openSsh.run(
            bytes,
            NOISE,
            List.of("ssh-keygen", "-Y", "sign", "-n", Statement.NAMESPACE, "-f", key.toString()));
    if (answer.exit() != 0) {
      throw new CannotSign(
          "ssh-keygen does not sign with %s: %s".formatted(key, answer.lastWords()),
          "load the key into an agent with ssh-add and sign with --agent");
    }
    try {
      SshSignature signature = SshSignature.parseAnyLayout(answer.output());
      if (signature.verifies(bytes, Statement.NAMESPACE, signature.key())) {
        return new SignedStatement(text, signature.armored());
      }
      throw new CannotSign(
          "what ssh-keygen made with %s is no signature over the statement".formatted(key),
          "make a key of Rekey's own with rekey key new, and put it on the roster");
    } catch (MalformedEvidence e) {
      throw new CannotSign(
          "what ssh-keygen made with %s cannot be used: %s".formatted(key, e.getMessage()),
          "sign with a key of type ssh-ed25519, sk-ssh-ed25519, ecdsa-sha2-nistp256 or rsa");
    }
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        Files.deleteIfExists(key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
