/** Stored histories, how they are recorded, and their replay on today's code. */
@NullMarked
package dev.rekey.engine.replay;

import org.jspecify.annotations.NullMarked;
