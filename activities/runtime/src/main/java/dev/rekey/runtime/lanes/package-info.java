// SPDX-License-Identifier: Apache-2.0
/** What rotations ask of the ledger: opening a lane, holds, decisions, ends. */
@NullMarked
package dev.rekey.runtime.lanes;

import org.jspecify.annotations.NullMarked;
