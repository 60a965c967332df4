// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;

/** Names, nullness, lengths and threads. */
final class Forms {

  private static final ArchCondition<JavaClass> LIE_IN_A_MARKED_PACKAGE =
      new ArchCondition<>("lie in a package whose package-info is @NullMarked") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean marked =
              type.getPackage()
                  .tryGetPackageInfo()
                  .map(info -> info.isAnnotatedWith(NullMarked.class))
                  .orElse(false);
          if (!marked) {
            events.add(
                SimpleConditionEvent.violated(
                    type,
                    "%s: package %s has no package-info with @NullMarked"
                        .formatted(type.getName(), type.getPackageName())));
          }
        }
      };

  private Forms() {}

  static List<HouseRule> of(House house) {
    String all = house.root() + "..";
    return List.of(
        HouseRule.of(
            "every package says what lives there, and is null-marked",
            classes()
                .that()
                .resideInAPackage(all)
                .should(LIE_IN_A_MARKED_PACKAGE)
                .because("NullAway holds marked packages only"),
            "bare.Unmarked"),
        HouseRule.of(
            "no class is a manager, a helper, a util, data or info",
            noClasses()
                .that()
                .resideInAPackage(all)
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Data|Info)")
                .because("a class is named by the noun that it stands for"),
            "runtime.KeyManager",
            "runtime.KeyUtils"),
        HouseRule.of(
            "no method is long",
            classes()
                .that()
                .resideInAPackage(all)
                .should(ByteCode.HAVE_SHORT_METHODS)
                .because("where one grows, a noun is missing"),
            "runtime.GoesOn"),
        HouseRule.of(
            "no thread is virtual",
            noClasses()
                .that()
                .resideInAPackage(all)
                .should()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .orShould()
                .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
                .because("while classes load they can stop a whole process (ADR 37)"),
            "runtime.RunsVirtually"));
  }
}
