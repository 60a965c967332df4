// SPDX-License-Identifier: Apache-2.0
/**
 * Answers that are kept, so that a request whose answer was lost can be sent again. Does not live
 * here: HTTP, and the promise that a side effect happens once, which is the ledger's.
 */
@NullMarked
package dev.rekey.runtime.answers;

import org.jspecify.annotations.NullMarked;
