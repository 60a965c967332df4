// SPDX-License-Identifier: Apache-2.0
/**
 * Campaigns and waves as Temporal workflows: approval of the plan, waves one after the other,
 * closing.
 *
 * <p>Lives here: the two workflows, their activity interfaces, what travels between them. Does not
 * live here: what a single rotation does ({@code rotation}).
 */
@NullMarked
package dev.rekey.engine.campaign;

import org.jspecify.annotations.NullMarked;
