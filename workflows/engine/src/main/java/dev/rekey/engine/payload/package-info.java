// SPDX-License-Identifier: Apache-2.0
/**
 * How data travel through Temporal: JSON that forgives unknown fields, refuses secrets, and takes
 * nothing unencrypted but signed decisions.
 */
@NullMarked
package dev.rekey.engine.payload;

import org.jspecify.annotations.NullMarked;
