// SPDX-License-Identifier: Apache-2.0
/** The connection to Temporal: namespace, sealed payloads, workers. */
@NullMarked
package dev.rekey.worker.temporal;

import org.jspecify.annotations.NullMarked;
