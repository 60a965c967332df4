// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import java.time.Instant;

/** One person's word that a deadline is another; the second person's makes it so. */
public record Extension(String askedBy, Instant until) {}
