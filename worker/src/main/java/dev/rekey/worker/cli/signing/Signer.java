// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.signing;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;

/** Signs with one key. */
public sealed interface Signer extends AutoCloseable permits OwnSigner, OpenSshSigner {

  /**
   * Signs a statement.
   *
   * @throws CannotSign if the key does not do it
   */
  SignedStatement sign(Statement statement);

  @Override
  void close();
}
