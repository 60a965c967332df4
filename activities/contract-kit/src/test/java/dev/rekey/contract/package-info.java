// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.contract;

import org.jspecify.annotations.NullMarked;
