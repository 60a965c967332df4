// SPDX-License-Identifier: Apache-2.0
/**
 * What an activity says when the database does not answer. Does not live here: what a system that
 * does not answer means (package {@code steps}).
 */
@NullMarked
package dev.rekey.runtime.outage;

import org.jspecify.annotations.NullMarked;
