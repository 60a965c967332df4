// SPDX-License-Identifier: Apache-2.0
/**
 * What people sign about what they do by hand: that they hand something in, that they are shown a
 * value.
 *
 * <p>Does not live here: decisions. A hand-in changes no life by itself, so no workflow takes one;
 * it stands in the outcome of the very intent that it carried out.
 */
@NullMarked
package dev.rekey.evidence.task;

import org.jspecify.annotations.NullMarked;
