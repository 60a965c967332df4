// SPDX-License-Identifier: Apache-2.0
/** Every way that a rotation can take, on real servers: there, back, and round the obstacles. */
@NullMarked
package dev.rekey.worker.paths;

import org.jspecify.annotations.NullMarked;
