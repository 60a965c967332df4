// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.runtime.board;

import org.jspecify.annotations.NullMarked;
