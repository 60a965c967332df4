// SPDX-License-Identifier: Apache-2.0
/**
 * What people do by hand where no call does it: tasks, their instructions, what is handed in.
 *
 * <p>Does not live here: the steps that wait for tasks, and who attests them.
 */
@NullMarked
package dev.rekey.runtime.tasks;

import org.jspecify.annotations.NullMarked;
