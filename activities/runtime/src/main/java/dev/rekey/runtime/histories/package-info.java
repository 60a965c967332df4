// SPDX-License-Identifier: Apache-2.0
/** The histories of ended runs, kept beyond Temporal's retention. */
@NullMarked
package dev.rekey.runtime.histories;

import org.jspecify.annotations.NullMarked;
