// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.util.Optional;

/** Somebody who works with a credential; one at a time asks it. */
public interface Consumer {

  /** What kind of credential it is, in the words that the numbers are told by. */
  String group();

  /** Does one request; empty if it went well. */
  Optional<Failure> request();
}
