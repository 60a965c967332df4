// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.signing;

import dev.rekey.evidence.decision.SignedStatement;

/** Signs with one key. */
public sealed interface Signer extends AutoCloseable permits OwnSigner, OpenSshSigner {

  /**
   * Signs the text of a statement, of whatever form it is.
   *
   * @throws CannotSign if the key does not do it
   */
  SignedStatement sign(String text);

  @Override
  void close();
}
