// SPDX-License-Identifier: Apache-2.0
/**
 * The roster: who may decide, in which roles and teams, with which keys.
 *
 * <p>Lives here: the roster's records and the reading of OpenSSH's {@code allowed_signers} form.
 * Does not live here: what a role allows to decide, and how a roster comes to be trusted.
 */
@NullMarked
package dev.rekey.evidence.roster;

import org.jspecify.annotations.NullMarked;
