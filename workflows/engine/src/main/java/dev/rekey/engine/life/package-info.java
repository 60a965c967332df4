// SPDX-License-Identifier: Apache-2.0
/**
 * A rotation's life as one pure, total function over sealed types: what has been done, what comes
 * next, what holds it.
 *
 * <p>Lives here: steps, routes, states, outcomes, commands, and the fold that rebuilds a state from
 * recorded outcomes. Does not live here: how a step is carried out, time, storage.
 */
@NullMarked
package dev.rekey.engine.life;

import org.jspecify.annotations.NullMarked;
