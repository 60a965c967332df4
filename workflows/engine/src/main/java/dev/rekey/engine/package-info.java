// SPDX-License-Identifier: Apache-2.0
/**
 * The transition function; campaign, wave and rotation as Temporal workflows; the activity
 * interfaces.
 */
@NullMarked
package dev.rekey.engine;

import org.jspecify.annotations.NullMarked;
