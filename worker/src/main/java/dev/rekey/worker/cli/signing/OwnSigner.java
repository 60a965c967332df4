// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.signing;

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
  public SignedStatement sign(Statement statement) {
    return new SignedStatement(statement.text(), key.sign(statement.bytes(), Statement.NAMESPACE));
  }

  @Override
  public void close() {
    key.close();
  }
}
