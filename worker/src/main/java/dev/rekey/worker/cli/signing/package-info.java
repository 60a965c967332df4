// SPDX-License-Identifier: Apache-2.0
/**
 * Signing with a person's key: read from a file by Rekey itself where that is possible, else by
 * OpenSSH, which knows passphrases, agents and hardware.
 *
 * <p>Does not live here: what is signed, and whether the key is the person's; that a roster says.
 */
@NullMarked
package dev.rekey.worker.cli.signing;

import org.jspecify.annotations.NullMarked;
