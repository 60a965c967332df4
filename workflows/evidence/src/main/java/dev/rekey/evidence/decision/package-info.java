// SPDX-License-Identifier: Apache-2.0
/**
 * Decisions: what people sign, and the check that a signature really is theirs.
 *
 * <p>Lives here: the statement, its subjects and verbs, lists of items under one signature, and the
 * check against a roster. Does not live here: what a valid decision changes. That a person's role
 * suffices for a verb is the business of whoever acts on it.
 */
@NullMarked
package dev.rekey.evidence.decision;

import org.jspecify.annotations.NullMarked;
