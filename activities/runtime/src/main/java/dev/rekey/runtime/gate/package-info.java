// SPDX-License-Identifier: Apache-2.0
/**
 * The gate: the one function that every side effect passes. Temporal decides when, the ledger
 * decides whether: a workflow's word alone never revokes.
 */
@NullMarked
package dev.rekey.runtime.gate;

import org.jspecify.annotations.NullMarked;
