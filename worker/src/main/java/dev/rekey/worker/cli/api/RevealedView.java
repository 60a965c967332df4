// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.Map;

/**
 * What a person has to write, for their eyes alone.
 *
 * @param parts part of the value to its bytes
 */
public record RevealedView(Map<String, byte[]> parts) {

  @Override
  public String toString() {
    return "RevealedView[hidden]";
  }
}
