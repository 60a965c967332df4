// SPDX-License-Identifier: Apache-2.0
/**
 * A house in which every rule is broken on purpose: each class is what its name says. Its packages
 * are not described any further, because that breaks a rule as well.
 */
@NullMarked
package dev.rekey.worker.house.wrong;

import org.jspecify.annotations.NullMarked;
