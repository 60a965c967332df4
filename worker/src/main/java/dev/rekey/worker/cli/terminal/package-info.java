// SPDX-License-Identifier: Apache-2.0
/**
 * What a command writes to and asks.
 *
 * <p>Lives here: lines, tables, bars, ages, questions, and the guard that nothing which a stranger
 * wrote acts on the terminal. Does not live here: what is said.
 */
@NullMarked
package dev.rekey.worker.cli.terminal;

import org.jspecify.annotations.NullMarked;
