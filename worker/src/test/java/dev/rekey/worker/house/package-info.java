// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of the house, held over the whole class path: arrows, what workflow code may not do,
 * who opens secrets, names and sizes.
 *
 * <p>Does not live here: {@code wrong}, a second house in which every rule is broken on purpose, so
 * that each rule is seen to find it.
 */
@NullMarked
package dev.rekey.worker.house;

import org.jspecify.annotations.NullMarked;
