// SPDX-License-Identifier: Apache-2.0
/**
 * The durable core. {@code life} is the transition function, {@code rotation}, {@code wave} and
 * {@code campaign} are the Temporal workflows that carry it out, {@code payload} is how their data
 * travel. No I/O, no Spring, no YAML.
 */
@NullMarked
package dev.rekey.engine;

import org.jspecify.annotations.NullMarked;
