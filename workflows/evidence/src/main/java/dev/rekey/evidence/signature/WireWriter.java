// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes SSH's wire format (RFC 4251, section 5). */
final class WireWriter {

  /** Wipes the buffers that it grows out of: private keys pass through here. */
  private static final class WipedBuffer extends ByteArrayOutputStream {

    WipedBuffer() {
      super(1024);
    }

    void wipe() {
      Arrays.fill(buf, (byte) 0);
      count = 0;
    }
  }

  private final WipedBuffer out = new WipedBuffer();

  WireWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  WireWriter uint32(int value) {
    return bytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  WireWriter oneByte(int value) {
    out.write(value);
    return this;
  }

  WireWriter string(byte[] string) {
    return uint32(string.length).bytes(string);
  }

  WireWriter string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /** The bytes; what is kept in here is wiped. */
  byte[] takeBytes() {
    byte[] bytes = out.toByteArray();
    out.wipe();
    return bytes;
  }
}
