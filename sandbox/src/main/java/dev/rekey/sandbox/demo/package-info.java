// SPDX-License-Identifier: Apache-2.0
/**
 * The demo: a breach undone on real servers, by the very commands that a responder types.
 *
 * <p>Lives here: starting the sandbox, the scripted people, the evidence of consumers and attacker.
 * Does not live here: anything of Rekey's own; it is used through its command line and its HTTP API
 * only.
 */
@NullMarked
package dev.rekey.sandbox.demo;

import org.jspecify.annotations.NullMarked;
