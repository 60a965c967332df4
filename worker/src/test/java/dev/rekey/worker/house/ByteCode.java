// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.util.IntSummaryStatistics;
import java.util.stream.Stream;

/** What only the instructions show. */
final class ByteCode {

  private static final int LONGEST_METHOD = 45;

  static final ArchCondition<JavaClass> NOT_SYNCHRONISE =
      new ArchCondition<>("not synchronise") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          for (MethodModel method : read(type).methods()) {
            boolean monitor = instructions(method).anyMatch(MonitorInstruction.class::isInstance);
            if (monitor || method.flags().has(java.lang.reflect.AccessFlag.SYNCHRONIZED)) {
              violated(type, method, "synchronises", events);
            }
          }
        }
      };

  /** Counted from the first line with an instruction to the last: the signature is not in it. */
  static final ArchCondition<JavaClass> HAVE_SHORT_METHODS =
      new ArchCondition<>("have no method of more than %d lines".formatted(LONGEST_METHOD)) {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          for (MethodModel method : read(type).methods()) {
            IntSummaryStatistics lines = lines(method);
            int length = lines.getCount() == 0 ? 0 : lines.getMax() - lines.getMin() + 1;
            // Fields are set in constructors, wherever they stand in the file.
            if (length > LONGEST_METHOD && !method.methodName().stringValue().startsWith("<")) {
              violated(type, method, "has %d lines".formatted(length), events);
            }
          }
        }
      };

  private ByteCode() {}

  private static ClassModel read(JavaClass type) {
    try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(file.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<? extends java.lang.classfile.CodeElement> instructions(
      MethodModel method) {
    return method.code().stream().flatMap(CodeModel::elementStream);
  }

  private static IntSummaryStatistics lines(MethodModel method) {
    return instructions(method)
        .filter(LineNumber.class::isInstance)
        .mapToInt(line -> ((LineNumber) line).line())
        .summaryStatistics();
  }

  private static void violated(
      JavaClass type, MethodModel method, String what, ConditionEvents events) {
    events.add(
        SimpleConditionEvent.violated(
            type, "%s.%s %s".formatted(type.getName(), method.methodName().stringValue(), what)));
  }
}
