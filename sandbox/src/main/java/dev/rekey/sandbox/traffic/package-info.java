// SPDX-License-Identifier: Apache-2.0
/**
 * Who uses the keys while they are replaced: applications that must notice nothing, and an attacker
 * who must be locked out. What they saw is a campaign's evidence from the outside.
 */
@NullMarked
package dev.rekey.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
