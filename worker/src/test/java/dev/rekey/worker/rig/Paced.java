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
 * As {@link Together}, but a crowd on the machine would change what is seen: how many calls come in
 * a second, what is under way when somebody pauses. So only a few of them run at the same time.
 */
@Tag("paced")
@Execution(ExecutionMode.CONCURRENT)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Paced {}
