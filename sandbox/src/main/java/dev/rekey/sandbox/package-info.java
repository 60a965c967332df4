// SPDX-License-Identifier: Apache-2.0
/** Faithful fakes of vendors, and the demo. */
@NullMarked
package dev.rekey.sandbox;

import org.jspecify.annotations.NullMarked;
