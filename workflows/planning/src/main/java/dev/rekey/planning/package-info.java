// SPDX-License-Identifier: Apache-2.0
/** Scope, graph, waves, forecast: pure. */
@NullMarked
package dev.rekey.planning;

import org.jspecify.annotations.NullMarked;
