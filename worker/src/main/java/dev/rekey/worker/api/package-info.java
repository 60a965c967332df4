// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP API: thin controllers over the runtime, views as records, errors as problem+json.
 *
 * <p>Does not live here: any decision. What is refused is refused by the runtime or the workflows.
 */
@NullMarked
package dev.rekey.worker.api;

import org.jspecify.annotations.NullMarked;
