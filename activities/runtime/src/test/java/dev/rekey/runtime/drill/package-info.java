// SPDX-License-Identifier: Apache-2.0
/** Tests of drills, without servers. */
@NullMarked
package dev.rekey.runtime.drill;

import org.jspecify.annotations.NullMarked;
