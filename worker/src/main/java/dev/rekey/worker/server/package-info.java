// SPDX-License-Identifier: Apache-2.0
/** The server process: everything wired together with Spring, jobs, and nothing decided here. */
@NullMarked
package dev.rekey.worker.server;

import org.jspecify.annotations.NullMarked;
