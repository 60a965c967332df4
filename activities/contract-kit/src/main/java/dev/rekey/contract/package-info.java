// SPDX-License-Identifier: Apache-2.0
/** One suite that every connector must pass. */
@NullMarked
package dev.rekey.contract;

import org.jspecify.annotations.NullMarked;
