// SPDX-License-Identifier: Apache-2.0
/**
 * How people steer a campaign and how it steers itself, on real servers: pause, abort, the brake,
 * budgets, slots, strangers, outages, unreadable rows.
 */
@NullMarked
package dev.rekey.worker.steering;

import org.jspecify.annotations.NullMarked;
