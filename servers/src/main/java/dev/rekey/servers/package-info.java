// SPDX-License-Identifier: Apache-2.0
/**
 * Real servers started as children of this process: Temporal, PostgreSQL, OpenBao and moto; how
 * each is fetched, started, found again after a crash, and ended.
 *
 * <p>Here live child processes and what they run on: pid files, ports, wheels. What is asked of a
 * server once it answers (namespaces, schemas, credentials to rotate) does not live here, and
 * nothing here knows the rest of Rekey.
 */
@NullMarked
package dev.rekey.servers;

import org.jspecify.annotations.NullMarked;
