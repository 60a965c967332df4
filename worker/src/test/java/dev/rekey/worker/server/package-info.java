// SPDX-License-Identifier: Apache-2.0
/** The server as it starts, with nobody behind it. */
@NullMarked
package dev.rekey.worker.server;

import org.jspecify.annotations.NullMarked;
