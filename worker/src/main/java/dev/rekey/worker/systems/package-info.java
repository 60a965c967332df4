// SPDX-License-Identifier: Apache-2.0
/**
 * The systems of this installation: stored settings, open clients, budgets, references to secrets.
 */
@NullMarked
package dev.rekey.worker.systems;

import org.jspecify.annotations.NullMarked;
