// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at what static fields really hold: a final field may still hold a list that grows. */
final class Statics {

  static final ArchCondition<JavaClass> BE_CONSTANT =
      new ArchCondition<>("have only constants as static fields") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          for (Field field : type.reflect().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && changes(field)) {
              events.add(
                  SimpleConditionEvent.violated(
                      type,
                      "%s.%s is static and can change".formatted(type.getName(), field.getName())));
            }
          }
        }
      };

  private Statics() {}

  private static boolean changes(Field field) {
    if (!Modifier.isFinal(field.getModifiers())) {
      return true;
    }
    try {
      field.setAccessible(true);
      return changes(field.get(null));
    } catch (IllegalAccessException closed) {
      throw new IllegalStateException(closed);
    }
  }

  private static boolean changes(@Nullable Object value) {
    if (value == null) {
      return false;
    }
    String name = value.getClass().getName();
    boolean fixed =
        name.startsWith("java.util.ImmutableCollections")
            || name.startsWith("java.util.Collections$Unmodifiable")
            || name.startsWith("java.util.Collections$Empty");
    return value.getClass().isArray()
        || value instanceof StringBuilder
        || name.startsWith("java.util.concurrent.")
        || (value instanceof Collection<?> || value instanceof Map<?, ?>) && !fixed;
  }
}
