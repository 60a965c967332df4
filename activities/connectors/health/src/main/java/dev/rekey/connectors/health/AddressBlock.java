// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All addresses that begin alike, such as {@code 10.0.0.0/8}.
 *
 * @param first any address of the block
 * @param bits how many bits its addresses have in common
 */
record AddressBlock(InetAddress first, int bits) {

  /** Literals only: a name would be looked up, and could be another address tomorrow. */
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/([0-9]{1,3})");

  /** Empty if it is no block. */
  static Optional<AddressBlock> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      InetAddress first = InetAddress.ofLiteral(matcher.group(1));
      int bits = Integer.parseInt(matcher.group(2));
      return bits <= first.getAddress().length * Byte.SIZE
          ? Optional.of(new AddressBlock(first, bits))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean has(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if ((ours[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
