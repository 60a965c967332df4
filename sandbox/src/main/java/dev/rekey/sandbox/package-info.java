// SPDX-License-Identifier: Apache-2.0
/**
 * Faithful fakes of vendors that cannot be run here, what uses them, and the demo. Nothing that is
 * deployed depends on it.
 */
@NullMarked
package dev.rekey.sandbox;

import org.jspecify.annotations.NullMarked;
