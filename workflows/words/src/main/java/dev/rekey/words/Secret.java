// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that nobody may see by accident: opened only inside a function, wiped on close.
 *
 * <p>It has no equality, no serialisation and no text form on purpose (promise P4). The JVM may
 * still hold copies that the garbage collector made; {@code docs/security-model.md} says so.
 */
public final class Secret implements AutoCloseable {

  private final byte[] bytes;
  private boolean wiped;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the bytes over: the caller must not keep them. */
  public static Secret taking(byte[] bytes) {
    return new Secret(bytes);
  }

  /** Takes the characters as UTF-8 and wipes them. */
  public static Secret taking(char[] characters) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes).rewind();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    Arrays.fill(characters, '\0');
    return new Secret(bytes);
  }

  /**
   * Lets {@code use} see the bytes. It must neither keep nor change the array, and what it returns
   * must not hold the value.
   *
   * @throws IllegalStateException if the secret was closed
   */
  public synchronized <R> R open(Function<byte[], R> use) {
    if (wiped) {
      throw new IllegalStateException("secret was closed (expected: used before it is closed)");
    }
    return use.apply(bytes);
  }

  /** Whether both hold the same bytes, compared in constant time. */
  public boolean matches(Secret other) {
    return open(mine -> other.open(theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /** A copy with a life of its own. */
  public Secret copy() {
    return open(mine -> new Secret(mine.clone()));
  }

  @Override
  public synchronized void close() {
    Arrays.fill(bytes, (byte) 0);
    wiped = true;
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
