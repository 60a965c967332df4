// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.signature.SshPrivateKey;

/** Signs with a key that Rekey can read: no other program takes part. */
final class OwnSigner implements Signer {

  private final SshPrivateKey key;

  OwnSigner(SshPrivateKey key) {
    this.key = requireNonNull(key, "key is null");
  }

  @Override
  public SignedStatement sign(String text) {
    return new SignedStatement(text, key.sign(text.getBytes(UTF_8), Statement.NAMESPACE));
  }

  @Override
  public void close() {
    key.close();
  }
}
