// SPDX-License-Identifier: Apache-2.0
/**
 * A company to leak from, part by part: {@code aws}, {@code logins} (OpenBao), {@code databases}
 * (PostgreSQL) and {@code byhand} (a vendor without an interface for it). Each part makes
 * credentials on its real server, applications that hold them, the rows of the list that a
 * responder is handed, and the copies that an attacker took.
 *
 * <p>Lives here: what all parts have in common, and how a size is shared out among them. Does not
 * live here: what consumers and attacker met, which is {@code traffic}'s.
 */
@NullMarked
package dev.rekey.sandbox.estate;

import org.jspecify.annotations.NullMarked;
