// SPDX-License-Identifier: Apache-2.0
/**
 * The steps of a rotation: one class per step, each safe to repeat after a crash at any
 * instruction.
 *
 * <p>Does not live here: whether an effect may happen ({@code gate}) and what comes next (module
 * {@code engine}).
 */
@NullMarked
package dev.rekey.runtime.steps;

import org.jspecify.annotations.NullMarked;
