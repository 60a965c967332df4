// SPDX-License-Identifier: Apache-2.0
/** Rosters, signed decisions, and their way from the server to the workflows that wait for them. */
@NullMarked
package dev.rekey.runtime.decisions;

import org.jspecify.annotations.NullMarked;
