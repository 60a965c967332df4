// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * A row that names no credential that can be acted upon.
 *
 * @param source the list that it stands in; null where it is clear
 */
public record UnresolvedView(@Nullable String source, int line, String reason, String shown) {}
