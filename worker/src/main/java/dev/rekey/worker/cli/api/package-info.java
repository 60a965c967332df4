// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP API as the command line sees it.
 *
 * <p>Lives here: where the server of a home is found, the calls, and records with the shape of each
 * question and answer; {@code -o json} prints those records, so their components are what scripts
 * hold on to. Does not live here: what a command makes of an answer, and the server's own side.
 */
@NullMarked
package dev.rekey.worker.cli.api;

import org.jspecify.annotations.NullMarked;
