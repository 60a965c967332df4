// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.RotationState;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One credential of a lane, as the ledger knows it.
 *
 * @param round how many outcomes other than "done" its recorded life has; part of operation ids
 * @param disabledAt when the old credential was disabled, if it was: the soak counts from there
 * @param exceptedUntil when its exception ends, if it rests
 */
public record Turn(
    PlannedRotation planned,
    RotationState state,
    Head head,
    int round,
    @Nullable Instant disabledAt,
    @Nullable Instant exceptedUntil) {}
