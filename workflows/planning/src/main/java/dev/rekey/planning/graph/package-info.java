// SPDX-License-Identifier: Apache-2.0
/**
 * Which credentials open which others: what that makes reachable from a leak, and in which order
 * they must die. Graphs of numbers with hubs, so that a key to a store of ten thousand secrets is
 * ten thousand edges and not their product. What rows say is read in {@code scope}; waves and
 * canaries are {@code planning}'s.
 */
@NullMarked
package dev.rekey.planning.graph;

import org.jspecify.annotations.NullMarked;
