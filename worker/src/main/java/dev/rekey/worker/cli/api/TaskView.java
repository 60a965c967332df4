// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has to do by hand; holds no value.
 *
 * @param operation the intent that it carries out, which is what one signs about
 * @param work issue, revoke or write
 * @param hands the team that has access there
 * @param state open, handed-in, attested, checked or dropped
 * @param place what is to be written; null where nothing is
 * @param reveals how often the value was shown that is to be written
 * @param credential the new credential's id, once it was handed in
 * @param person who signed that it was done
 */
public record TaskView(
    long task,
    String campaign,
    String rotation,
    String operation,
    String work,
    String hands,
    String state,
    Instant opened,
    Instant due,
    String instructions,
    @Nullable String place,
    int reveals,
    @Nullable String credential,
    @Nullable String statement,
    @Nullable String person,
    @Nullable Instant handedIn) {

  public boolean isOpen() {
    return state.equals("open");
  }

  /** Whether what is handed in is a new credential's value. */
  public boolean takesValue() {
    return work.equals("issue");
  }

  /** Whether there is a value to be shown for it. */
  public boolean showsValue() {
    return work.equals("write");
  }
}
