// SPDX-License-Identifier: Apache-2.0
/**
 * Who uses the credentials while they are replaced: applications that must notice nothing, and an
 * attacker who must be locked out. What they saw is a campaign's evidence from the outside.
 *
 * <p>Lives here: who comes, how often, and what they met. Does not live here: how a certain kind of
 * credential is used; each part of the {@code estate} brings a {@link Door} for its own.
 */
@NullMarked
package dev.rekey.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
