// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import java.util.List;

/**
 * What Rekey's own credential may do in a system.
 *
 * @param identity who the system says we are
 * @param missing rights that are needed and absent, in the system's own words; empty if none is
 *     known to be missing
 */
public record Access(String identity, List<String> missing) {

  public Access {
    missing = List.copyOf(missing);
  }
}
