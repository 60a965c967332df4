// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/**
 * A key of the installation that was made in place of another.
 *
 * @param use instance or codec
 * @param id as its file names it
 */
public record RotatedKeyView(String use, int id) {}
