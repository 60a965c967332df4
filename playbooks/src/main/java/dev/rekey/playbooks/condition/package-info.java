// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions in playbooks: CEL over what is known of a credential when its plan is made.
 *
 * <p>Does not live here: what a playbook says where one holds.
 */
@NullMarked
package dev.rekey.playbooks.condition;

import org.jspecify.annotations.NullMarked;
