// SPDX-License-Identifier: Apache-2.0
/** Small HTTP servers of the sandbox's own, on this machine's loopback address only. */
@NullMarked
package dev.rekey.sandbox.loopback;

import org.jspecify.annotations.NullMarked;
