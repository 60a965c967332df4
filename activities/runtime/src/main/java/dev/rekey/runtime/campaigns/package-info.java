// SPDX-License-Identifier: Apache-2.0
/**
 * Campaigns as a whole: scope, plans, brakes, waves, the last sweep, closing.
 *
 * <p>Does not live here: how lists are read and plans are made (module {@code planning}: pure).
 */
@NullMarked
package dev.rekey.runtime.campaigns;

import org.jspecify.annotations.NullMarked;
