// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Where modules lie under a root: the real house, or the wrong one that shows that rules bite.
 *
 * @param root the package above all modules
 */
record House(String root) {

  static final House REAL = new House("dev.rekey");
  static final House WRONG = new House("dev.rekey.worker.house.wrong");

  /** A package and all below, for example of {@code runtime.escrow}. */
  String all(String below) {
    return root + "." + below + "..";
  }

  String[] all(String... below) {
    return Arrays.stream(below).map(this::all).toArray(String[]::new);
  }

  /** One class. */
  String type(String below) {
    return root + "." + below;
  }

  /**
   * Code that Temporal replays, and the pure code that it calls: planning and evidence. The payload
   * converters in {@code engine.payload} run outside of replay.
   */
  String[] workflowCode() {
    return Stream.concat(Arrays.stream(replayed()), Arrays.stream(all("planning", "evidence")))
        .toArray(String[]::new);
  }

  String[] replayed() {
    return all("engine.life", "engine.rotation", "engine.campaign");
  }
}
