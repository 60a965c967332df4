// SPDX-License-Identifier: Apache-2.0
/** A vendor that has no interface for its tokens, so that only people can make and end them. */
@NullMarked
package dev.rekey.sandbox.estate.byhand;

import org.jspecify.annotations.NullMarked;
