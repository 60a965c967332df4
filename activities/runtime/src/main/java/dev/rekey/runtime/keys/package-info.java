// SPDX-License-Identifier: Apache-2.0
/** Files that hold this installation's own keys: outside PostgreSQL and its backups, mode 0600. */
@NullMarked
package dev.rekey.runtime.keys;

import org.jspecify.annotations.NullMarked;
