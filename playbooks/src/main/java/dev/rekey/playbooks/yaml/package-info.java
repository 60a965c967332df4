// SPDX-License-Identifier: Apache-2.0
/**
 * Reads YAML strictly and tells all mistakes at once, each with line and column.
 *
 * <p>Lives here: the accepted part of YAML, values with their position, typed getters that gather
 * mistakes. Does not live here: what any file may say.
 */
@NullMarked
package dev.rekey.playbooks.yaml;

import org.jspecify.annotations.NullMarked;
