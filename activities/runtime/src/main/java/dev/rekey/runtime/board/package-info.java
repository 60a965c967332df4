// SPDX-License-Identifier: Apache-2.0
/** The projection of the ledger that people and jobs read, and what was found beside it. */
@NullMarked
package dev.rekey.runtime.board;

import org.jspecify.annotations.NullMarked;
