// SPDX-License-Identifier: Apache-2.0
/**
 * The command line.
 *
 * <p>Lives here: one class per command, what they share (options, exit codes, how mistakes are
 * told), and how a person is shown what they sign. Does not live here: what a campaign does (the
 * commands ask the server over its API), and the server itself: {@code up} finds it as a {@link
 * dev.rekey.worker.cli.Servers} by {@link java.util.ServiceLoader}. Nothing here loads Spring, or
 * help and status would not answer within half a second.
 */
@NullMarked
package dev.rekey.worker.cli;

import org.jspecify.annotations.NullMarked;
