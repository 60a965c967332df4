// SPDX-License-Identifier: Apache-2.0
/**
 * Rekey's vocabulary: what the field calls things, as immutable records and sealed types.
 *
 * <p>Lives here: names and ids, credentials and places, secrets, outcomes, verdicts, capabilities.
 * Does not live here: anything that decides, stores, signs or speaks to a system.
 */
@NullMarked
package dev.rekey.words;

import org.jspecify.annotations.NullMarked;
