// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.worker.metrics;

import org.jspecify.annotations.NullMarked;
