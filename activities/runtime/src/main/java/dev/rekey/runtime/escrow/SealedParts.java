// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.escrow;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bytes of a credential's value before they are sealed: name and value by length, part by part.
 */
final class SealedParts {

  private SealedParts() {}

  static byte[] encode(CredentialValue value) {
    int size = 0;
    for (String name : value.names()) {
      int part = value.part(name).open(bytes -> bytes.length);
      size += 8 + name.getBytes(StandardCharsets.UTF_8).length + part;
    }
    ByteBuffer encoded = ByteBuffer.allocate(size);
    for (String name : value.names()) {
      byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
      encoded.putInt(nameBytes.length).put(nameBytes);
      value.part(name).open(bytes -> encoded.putInt(bytes.length).put(bytes));
    }
    return encoded.array();
  }

  static CredentialValue decode(byte[] encoded) {
    ByteBuffer left = ByteBuffer.wrap(encoded);
    Map<String, Secret> parts = new LinkedHashMap<>();
    while (left.hasRemaining()) {
      byte[] name = new byte[left.getInt()];
      left.get(name);
      byte[] value = new byte[left.getInt()];
      left.get(value);
      parts.put(new String(name, StandardCharsets.UTF_8), Secret.taking(value));
    }
    return CredentialValue.taking(parts);
  }
}
