// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells its end to whoever skips bytes; see {@link EndingSockets}. */
final class EndingStream extends FilterInputStream {
  EndingStream(InputStream in) {
    super(in);
  }

  @Override
  public long skip(long most) throws IOException {
    long skipped = in.skip(most);
    if (skipped > 0 || most <= 0) {
      return skipped;
    }
    if (in.read() < 0) {
      throw new EOFException("the other side hung up within a message");
    }
    return 1;
  }
}
