// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/** A row that names a credential from now on, as somebody says. */
public record ResolvedView(String row, String rotation, String by) {}
