// SPDX-License-Identifier: Apache-2.0
/** Real servers started as children: Temporal, PostgreSQL, OpenBao, moto. */
@NullMarked
package dev.rekey.servers;

import org.jspecify.annotations.NullMarked;
