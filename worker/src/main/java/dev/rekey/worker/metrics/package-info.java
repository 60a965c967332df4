// SPDX-License-Identifier: Apache-2.0
/**
 * What ops teams watch: numbers for Prometheus, and whether this process lives and can work. No
 * label names a credential, an identity or a person.
 */
@NullMarked
package dev.rekey.worker.metrics;

import org.jspecify.annotations.NullMarked;
