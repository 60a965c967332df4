// SPDX-License-Identifier: Apache-2.0
/**
 * Which credentials count as leaked: the rows of every source, none ever dropped (promise P6).
 *
 * <p>Lives here: rows and their states, reading them from lists, merging what several rows say of
 * one credential. Does not live here: what is done about them ({@link dev.rekey.planning}).
 */
@NullMarked
package dev.rekey.planning.scope;

import org.jspecify.annotations.NullMarked;
