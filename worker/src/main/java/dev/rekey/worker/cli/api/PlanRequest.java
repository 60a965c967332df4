// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/**
 * A plan to make.
 *
 * @param ownerApproval {@code none}, {@code admin} or {@code all}
 */
public record PlanRequest(String author, String ownerApproval) {}
