// SPDX-License-Identifier: Apache-2.0
/** The process: wiring, workers, codec, HTTP API, command line. */
@NullMarked
package dev.rekey.worker;

import org.jspecify.annotations.NullMarked;
