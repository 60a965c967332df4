// SPDX-License-Identifier: Apache-2.0
/**
 * Where the parts of a value are within a document, and how they are replaced there: a JSON
 * pointer, the user or password within a connection string.
 *
 * <p>Lives here: selectors, and the reading and rewriting of texts without making a {@code String}
 * of a secret. Does not live here: where a document comes from, versions, calls.
 */
@NullMarked
package dev.rekey.documents;

import org.jspecify.annotations.NullMarked;
