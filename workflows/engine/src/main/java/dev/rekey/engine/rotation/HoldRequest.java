// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.evidence.chain.Head;
import dev.rekey.words.RotationId;

/** A hold to record. */
public record HoldRequest(
    RotationId rotation, Head head, int round, Step step, HeldReason reason, String detail) {}
