// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that passed every check.
 *
 * @param until for an exception: when it ends
 */
record Decided(Verb verb, Delivery delivery, @Nullable Instant until) {}
