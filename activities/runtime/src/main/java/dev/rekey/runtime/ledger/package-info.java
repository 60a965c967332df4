// SPDX-License-Identifier: Apache-2.0
/** The append-only record: hash chains in PostgreSQL, each entry sealed with the instance's key. */
@NullMarked
package dev.rekey.runtime.ledger;

import org.jspecify.annotations.NullMarked;
