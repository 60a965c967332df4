// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a command prints for programs. docs/json.md is made of it. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Prints {

  /** The record. */
  Class<? extends Record> value();

  /** Whether it is a list of them. */
  boolean many() default false;
}
