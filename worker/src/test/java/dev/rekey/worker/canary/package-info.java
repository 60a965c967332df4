// SPDX-License-Identifier: Apache-2.0
/** Looks for known secrets in everything that Rekey stores, logs, answers and shows (P4). */
@NullMarked
package dev.rekey.worker.canary;

import org.jspecify.annotations.NullMarked;
