// SPDX-License-Identifier: Apache-2.0
/**
 * A rotation as a Temporal workflow: one run per lane, taking its credentials in turn.
 *
 * <p>Lives here: the workflow, the interfaces of the activities that it calls, what travels between
 * them, and the desk that checks signed decisions. Does not live here: the order of steps ({@code
 * life}) and the steps themselves (module {@code runtime}).
 */
@NullMarked
package dev.rekey.engine.rotation;

import org.jspecify.annotations.NullMarked;
