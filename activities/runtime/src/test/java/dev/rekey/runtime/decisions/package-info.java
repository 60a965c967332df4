// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.runtime.decisions;

import org.jspecify.annotations.NullMarked;
