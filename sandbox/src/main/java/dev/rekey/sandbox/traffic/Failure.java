// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.time.Instant;

/**
 * A request of a consumer that went wrong.
 *
 * @param at when it knew
 * @param group what kind of credential it holds
 * @param identity the identity that it works as
 * @param reason the server's error code, or in words what came instead of an answer
 */
public record Failure(Instant at, String group, String identity, String reason) {}
