// SPDX-License-Identifier: Apache-2.0
/** Activity implementations: gate, ledger, escrow, inventory, notices. */
@NullMarked
package dev.rekey.runtime;

import org.jspecify.annotations.NullMarked;
