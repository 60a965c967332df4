// SPDX-License-Identifier: Apache-2.0
/** Tests of the connection to Temporal, on the in-process server. */
@NullMarked
package dev.rekey.worker.temporal;

import org.jspecify.annotations.NullMarked;
