// SPDX-License-Identifier: Apache-2.0
/**
 * Back doors: what somebody can do who reaches Temporal's frontend or PostgreSQL, but holds none of
 * Rekey's keys and nobody's signature.
 */
@NullMarked
package dev.rekey.worker.doors;

import org.jspecify.annotations.NullMarked;
