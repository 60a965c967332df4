/**
 * What the tests of the workflows stand on: a Temporal, fake activities that follow scripts, and
 * people who really sign.
 *
 * <p>The fake ledger writes what the real one writes, entry for entry, so that a life can be folded
 * from it; the module {@code runtime} has the real one.
 */
@NullMarked
package dev.rekey.engine.rig;

import org.jspecify.annotations.NullMarked;
