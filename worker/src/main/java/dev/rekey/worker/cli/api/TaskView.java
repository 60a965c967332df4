// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has to do by hand; holds no value.
 *
 * @param work issue or revoke
 * @param hands the team that has access there
 * @param state open, handed-in or attested
 * @param credential the new credential's id, once it was handed in
 */
public record TaskView(
    long task,
    String campaign,
    String rotation,
    String work,
    String hands,
    String state,
    Instant opened,
    Instant due,
    String instructions,
    @Nullable String credential,
    @Nullable String statement,
    @Nullable Instant handedIn) {

  public boolean isOpen() {
    return state.equals("open");
  }

  /** Whether what is handed in is a new credential's value. */
  public boolean takesValue() {
    return work.equals("issue");
  }
}
