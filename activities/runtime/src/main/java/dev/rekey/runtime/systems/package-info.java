// SPDX-License-Identifier: Apache-2.0
/** The systems that this installation knows, each with an open client of its connector. */
@NullMarked
package dev.rekey.runtime.systems;

import org.jspecify.annotations.NullMarked;
