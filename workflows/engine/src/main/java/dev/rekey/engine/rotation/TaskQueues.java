// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.words.SystemName;

/** The names of task queues. */
public final class TaskQueues {

  /** Workflows and everything that needs only the database. */
  public static final String CORE = "rekey";

  private TaskQueues() {}

  /** The queue of the activities that touch one system. */
  public static String of(SystemName system) {
    return "system/" + system;
  }
}
