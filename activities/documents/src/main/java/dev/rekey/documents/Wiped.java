// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Wipes its buffer; large enough from the start, so that growing leaves no copies behind. */
public final class Wiped extends ByteArrayOutputStream {

  public Wiped(int size) {
    super(size);
  }

  @Override
  public void close() {
    Arrays.fill(buf, (byte) 0);
  }
}
