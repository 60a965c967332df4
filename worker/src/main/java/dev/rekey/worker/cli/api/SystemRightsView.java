// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/**
 * The least that Rekey's own credential must be granted in a system.
 *
 * @param rights in the system's own language; empty if there is nothing to grant
 */
public record SystemRightsView(String system, String connector, String rights) {}
