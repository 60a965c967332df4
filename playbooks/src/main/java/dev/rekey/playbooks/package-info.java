// SPDX-License-Identifier: Apache-2.0
/**
 * What a person writes: playbooks and the teams of a roster, and the library of playbooks.
 *
 * <p>Lives here: what these files may say, compiled to the core's immutable records. Does not live
 * here: how YAML is read ({@link dev.rekey.playbooks.yaml}), the order of a rotation's steps (the
 * engine's own), anything that runs.
 */
@NullMarked
package dev.rekey.playbooks;

import org.jspecify.annotations.NullMarked;
