// SPDX-License-Identifier: Apache-2.0
/**
 * How much is read of what somebody names or sends.
 *
 * <p>Does not live here: what is made of it.
 */
@NullMarked
package dev.rekey.worker.files;

import org.jspecify.annotations.NullMarked;
