// SPDX-License-Identifier: Apache-2.0
/**
 * What is to be done, in which order, and how long it takes: pure.
 *
 * <p>Lives here: compiled playbooks and their pace, the plan with its waves and digest, the
 * forecast, the difference between two plans. Does not live here: which rows a list holds ({@link
 * dev.rekey.planning.scope}), the YAML that playbooks are written in, anything that reads a clock,
 * a file or a network.
 */
@NullMarked
package dev.rekey.planning;

import org.jspecify.annotations.NullMarked;
