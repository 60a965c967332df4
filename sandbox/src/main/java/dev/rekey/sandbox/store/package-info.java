// SPDX-License-Identifier: Apache-2.0
/** Where seeded applications keep their secrets: paths of a KV version 2 store in OpenBao. */
@NullMarked
package dev.rekey.sandbox.store;

import org.jspecify.annotations.NullMarked;
