// SPDX-License-Identifier: Apache-2.0
/** Roles of a PostgreSQL server, each with the one password that a role has. */
@NullMarked
package dev.rekey.sandbox.estate.databases;

import org.jspecify.annotations.NullMarked;
