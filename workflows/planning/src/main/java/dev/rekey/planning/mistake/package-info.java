// SPDX-License-Identifier: Apache-2.0
/**
 * How mistakes in what people wrote are told: with position, rule and suggestion.
 *
 * <p>Lives here: the mistake and the nearest right word. Does not live here: what counts as a
 * mistake; that is said where the text is read.
 */
@NullMarked
package dev.rekey.planning.mistake;

import org.jspecify.annotations.NullMarked;
