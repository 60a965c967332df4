// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tests that spend their time waiting, and run at the same time as all others that say so: each has
 * users, places and campaigns of its own, and none stops, freezes or slows servers that are shared.
 *
 * <p>To join: put this on the class, name users, paths and campaigns after it, take {@link
 * World#shared()} and, with {@code @ExtendWith(OneRekey.class)}, a {@link SharedRekey} as parameter
 * of the test or of a {@code @BeforeAll}. A class that kills, freezes or sets back starts servers
 * of its own ({@link World#own()}, {@code Embedded.start} in a {@code @TempDir}) and may join all
 * the same. One that takes two minutes or more begins early with {@code @Order}: one thread takes
 * the classes from the end, the others from the beginning, so those in the middle are last. Wait
 * for conditions, with {@link Responders#until}: the others make everything slower.
 */
@Tag("together")
@Execution(ExecutionMode.CONCURRENT)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Together {}
