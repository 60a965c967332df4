// SPDX-License-Identifier: Apache-2.0
/**
 * Drills as Temporal workflows: every system of a plan is looked at, and nothing is changed.
 *
 * <p>Lives here: the workflow and its activity interfaces. Does not live here: what is looked at.
 */
@NullMarked
package dev.rekey.engine.drill;

import org.jspecify.annotations.NullMarked;
