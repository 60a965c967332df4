// SPDX-License-Identifier: Apache-2.0
/** The reconciler: finds what was lost, late or altered, and puts it in front of people. */
@NullMarked
package dev.rekey.runtime.reconcile;

import org.jspecify.annotations.NullMarked;
