// SPDX-License-Identifier: Apache-2.0
/**
 * Speaks to PostgreSQL servers, version 14 and later: the passwords of their roles.
 *
 * <p>Lives here: one connection for each call, the SCRAM verifier computed on our side, what an
 * SQLSTATE means as an outcome. Does not live here: retries, order, what is written where.
 *
 * <p>A password goes from its {@code Secret} to the driver as characters that the driver wipes, and
 * only for an exchange that does not show it. What the server gets to keep is the verifier (RFC
 * 5803), so no statement, log or statistics view holds a password. Copies remain where we cannot
 * reach: in the driver's and the JDK's own buffers while a verifier or a proof is computed.
 */
@NullMarked
package dev.rekey.connectors.postgres;

import org.jspecify.annotations.NullMarked;
