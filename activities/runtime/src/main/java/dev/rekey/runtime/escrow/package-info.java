// SPDX-License-Identifier: Apache-2.0
/**
 * The escrow: values in transit, sealed. Rekey is never the store that applications read; a
 * rotation's values are deleted when it is proven, and a campaign's key is destroyed at close.
 */
@NullMarked
package dev.rekey.runtime.escrow;

import org.jspecify.annotations.NullMarked;
