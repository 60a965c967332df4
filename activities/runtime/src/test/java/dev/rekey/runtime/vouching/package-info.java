// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.runtime.vouching;

import org.jspecify.annotations.NullMarked;
