// SPDX-License-Identifier: Apache-2.0
/**
 * What people write, and how it is shown to people.
 *
 * <p>Lives here: decoding, mistakes with their position, the nearest right word, text made harmless
 * to look at. Does not live here: what counts as a mistake; that is said where the text is read.
 */
@NullMarked
package dev.rekey.planning.text;

import org.jspecify.annotations.NullMarked;
