// SPDX-License-Identifier: Apache-2.0
/**
 * Activity implementations: what touches the world between Temporal and the connectors.
 *
 * <p>{@code ledger} and {@code gate} decide whether an effect may happen, {@code escrow} keeps
 * values in transit, {@code steps} carries steps out, {@code campaigns} keeps scope, plans and
 * closing, {@code decisions} and {@code reconcile} are jobs of the server process. Does not live
 * here: order and waiting (module {@code engine}), what a vendor's API looks like (connectors).
 */
@NullMarked
package dev.rekey.runtime;

import org.jspecify.annotations.NullMarked;
