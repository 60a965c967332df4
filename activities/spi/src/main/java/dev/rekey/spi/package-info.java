// SPDX-License-Identifier: Apache-2.0
/**
 * What a connector must provide: the whole contract between Rekey and a kind of system.
 *
 * <p>Lives here: interfaces and the records that cross them. Does not live here: order, retries,
 * approvals, storage. A connector does one call at a time, tells truthfully what came of it, and
 * never decides what is done next. {@code contract-kit} is the suite that every connector passes.
 */
@NullMarked
package dev.rekey.spi;

import org.jspecify.annotations.NullMarked;
