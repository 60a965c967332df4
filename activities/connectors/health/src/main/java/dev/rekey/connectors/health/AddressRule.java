// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be asked: those of the internet, and of the inside what the operator allows.
 * A URL that somebody wrote must not make Rekey speak to what only Rekey reaches, such as a cloud's
 * metadata service.
 *
 * @param allowed what may be asked although it is internal
 */
record AddressRule(List<AddressBlock> allowed) {

  /**
   * What is not of the internet, or leads into the inside by another name: IANA's registries of
   * special-purpose addresses, as of 2025, and the forms of IPv6 that carry an IPv4 address.
   */
  private static final List<AddressBlock> INTERNAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(text -> AddressBlock.parse(text).orElseThrow())
          .toList();

  AddressRule {
    allowed = List.copyOf(allowed);
  }

  boolean allows(InetAddress address) {
    return INTERNAL.stream().noneMatch(block -> block.has(address))
        || allowed.stream().anyMatch(block -> block.has(address));
  }
}
