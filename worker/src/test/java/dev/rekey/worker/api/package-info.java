// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.worker.api;

import org.jspecify.annotations.NullMarked;
