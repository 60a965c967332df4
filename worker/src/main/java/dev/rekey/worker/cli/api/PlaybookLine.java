// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/**
 * A playbook that plans go by.
 *
 * @param file where it stands; in {@code library/} those that come with Rekey
 */
public record PlaybookLine(String name, String connector, String kind, String file) {}
