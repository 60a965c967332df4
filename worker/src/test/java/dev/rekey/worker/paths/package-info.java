// SPDX-License-Identifier: Apache-2.0
/** Each kind of credential on its way through a whole campaign, on real servers. */
@NullMarked
package dev.rekey.worker.paths;

import org.jspecify.annotations.NullMarked;
