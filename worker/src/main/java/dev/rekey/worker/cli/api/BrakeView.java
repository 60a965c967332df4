// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/**
 * A brake, and what had begun before it was pulled.
 *
 * @param was what held the campaign back before
 * @param brake what holds it back now
 * @param openIntents calls that may still have their effect
 * @param oldestSeconds for how long the oldest of them has been going on
 */
public record BrakeView(Brake was, Brake brake, int openIntents, long oldestSeconds) {}
