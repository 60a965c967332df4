// SPDX-License-Identifier: Apache-2.0
/**
 * Asks consumers over HTTP whether they are well, and reaches no address of the inside that its
 * operator has not allowed.
 *
 * <p>Does not live here: when they are asked and what follows from the answer.
 */
@NullMarked
package dev.rekey.connectors.health;

import org.jspecify.annotations.NullMarked;
