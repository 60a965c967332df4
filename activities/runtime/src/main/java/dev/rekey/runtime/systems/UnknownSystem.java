// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.systems;

/** No system of that name is known here. */
public final class UnknownSystem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnknownSystem(String message) {
    super(message);
  }
}
