// SPDX-License-Identifier: Apache-2.0
/**
 * Speaks to OpenBao and to Vault: the paths of their KV version 2 engines as places, and the
 * secret-ids of AppRole roles and service tokens as credentials.
 *
 * <p>Lives here: one call at a time, JSON documents read and rewritten token by token, and what an
 * answer means as an outcome. Does not live here: retries, order, what is written where.
 *
 * <p>Values are copied from the bytes of an answer straight to {@code Secret}s, and from those to
 * the bytes of a request; both are wiped. Copies remain where we cannot reach: the buffers of the
 * HTTP client, of TLS and of the JSON parser (which recycles its own, unwiped), and tokens, Rekey's
 * own and those that are tried, which the HTTP client takes as a {@code String} for a header.
 */
@NullMarked
package dev.rekey.connectors.openbao;

import org.jspecify.annotations.NullMarked;
