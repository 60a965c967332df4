// SPDX-License-Identifier: Apache-2.0
/** What tests of the whole process need: real servers, people with keys, a client of the API. */
@NullMarked
package dev.rekey.worker.rig;

import org.jspecify.annotations.NullMarked;
