// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

/**
 * Where something stands in a file.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) {

  static final Position START = new Position(1, 1);
}
