// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

import java.util.List;

/** One part of the company: what of it leaked, who holds it, and who stole it. */
public interface Estate extends AutoCloseable {

  /** All that leaked of it, in the order of the list. */
  List<Leaked> leaked();

  /** Ends what it needs beside its server, which is the caller's. */
  @Override
  void close();
}
