// SPDX-License-Identifier: Apache-2.0
/**
 * What makes evidence evidence: one canonical form, digests over it, trees of digests.
 *
 * <p>Lives here and in the packages below: canonical JSON, hash chains, the Merkle tree, SSH
 * signatures, the roster, signed decisions, the certificate and its verification. All of it is
 * pure: times are parameters, nothing is read or written, so that workflow code may call it and a
 * replay gives the same answer. Does not live here: where evidence is stored, who may reach it,
 * when it is made.
 */
@NullMarked
package dev.rekey.evidence;

import org.jspecify.annotations.NullMarked;
