// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

/**
 * Something that should be evidence does not have the form that it must have. The message says what
 * was found, what was expected and, where there is one, on which line.
 */
public class MalformedEvidence extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public MalformedEvidence(String message) {
    super(message);
  }
}
