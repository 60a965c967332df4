// SPDX-License-Identifier: Apache-2.0
/**
 * Drills: everything that only reads, for real, and nothing else.
 *
 * <p>Lives here: the look at one rotation, what is found, where it is kept. Does not live here: the
 * workflow that asks for it ({@code engine.drill}), and whatever changes anything.
 */
@NullMarked
package dev.rekey.runtime.drill;

import org.jspecify.annotations.NullMarked;
