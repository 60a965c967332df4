// SPDX-License-Identifier: Apache-2.0
/** The embedded default: PostgreSQL, Temporal and the server on one machine, state kept. */
@NullMarked
package dev.rekey.worker.up;

import org.jspecify.annotations.NullMarked;
