// SPDX-License-Identifier: Apache-2.0
/**
 * What a campaign survives: Rekey's process halted around every effect, and every process killed at
 * random moments.
 */
@NullMarked
package dev.rekey.worker.crash;

import org.jspecify.annotations.NullMarked;
