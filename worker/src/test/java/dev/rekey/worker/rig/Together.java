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
 */
@Tag("together")
@Execution(ExecutionMode.CONCURRENT)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Together {}
