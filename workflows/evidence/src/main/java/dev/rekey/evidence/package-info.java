// SPDX-License-Identifier: Apache-2.0
/** Canonical form, hash chains, Merkle tree, signatures, roster, certificate: pure. */
@NullMarked
package dev.rekey.evidence;

import org.jspecify.annotations.NullMarked;
