// SPDX-License-Identifier: Apache-2.0
/**
 * A company to leak from: IAM users with keys, applications that hold them, and the list that a
 * responder would be handed.
 */
@NullMarked
package dev.rekey.sandbox.seed;

import org.jspecify.annotations.NullMarked;
