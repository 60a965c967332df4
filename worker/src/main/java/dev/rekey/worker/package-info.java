// SPDX-License-Identifier: Apache-2.0
/**
 * The process: wiring, workers, codec, HTTP API, command line. No logic of its own.
 *
 * <p>{@code server} wires everything with Spring, {@code temporal} connects to Temporal, {@code
 * systems} opens connectors' clients, {@code api} answers HTTP, {@code up} starts the servers that
 * the embedded default needs, {@code cli} is the command line.
 */
@NullMarked
package dev.rekey.worker;

import org.jspecify.annotations.NullMarked;
