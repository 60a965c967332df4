// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

/** A location's version, opaque to Rekey, for optimistic locks. */
public record PlaceVersion(String value) {

  @Override
  public String toString() {
    return value;
  }
}
