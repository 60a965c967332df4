// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.runtime.outage;

import org.jspecify.annotations.NullMarked;
