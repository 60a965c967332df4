// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.time.Instant;

/**
 * A request of a consumer that went wrong.
 *
 * @param at when it knew
 * @param user the identity that it works as
 * @param keyId the access key id that it used; empty text if it had none yet
 * @param reason AWS's error code, or in words what came instead of an answer
 */
public record Failure(Instant at, String user, String keyId, String reason) {}
