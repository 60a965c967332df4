// SPDX-License-Identifier: Apache-2.0
/**
 * Hash chains: append-only records in which each entry names the hash of the one before.
 *
 * <p>Lives here: the entry, its hash, the head of a chain and the check of a whole chain. Does not
 * live here: what entries mean, and where they are stored.
 */
@NullMarked
package dev.rekey.evidence.chain;

import org.jspecify.annotations.NullMarked;
