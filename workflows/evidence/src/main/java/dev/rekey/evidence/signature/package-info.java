// SPDX-License-Identifier: Apache-2.0
/**
 * SSH signatures (SSHSIG), made and checked with nothing but the JDK.
 *
 * <p>Lives here: public keys as {@code authorized_keys} writes them, armored signatures as {@code
 * ssh-keygen -Y sign} makes them, Ed25519 private keys in OpenSSH's file format. Does not live
 * here: who a key belongs to and until when it counts (that is the roster's), agents, files.
 *
 * <p>Sources: OpenSSH's {@code PROTOCOL.sshsig}, {@code PROTOCOL.u2f} and {@code PROTOCOL.key}, RFC
 * 4251 (wire format), RFC 4253 and 8332 (RSA), RFC 5656 (ECDSA), RFC 8709 (Ed25519).
 */
@NullMarked
package dev.rekey.evidence.signature;

import org.jspecify.annotations.NullMarked;
