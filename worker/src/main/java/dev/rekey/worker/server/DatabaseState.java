// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import java.time.Duration;

/**
 * A database as it was found, with nothing changed.
 *
 * @param version of the tables; empty if there are none yet
 * @param pending how many changes of the tables the next start makes
 * @param newer whether a newer Rekey has made the tables
 * @param used whether the ledger holds anything
 * @param ahead by how much its clock is ahead of this machine's; negative if behind
 */
public record DatabaseState(
    String version, int pending, boolean newer, boolean used, Duration ahead) {}
