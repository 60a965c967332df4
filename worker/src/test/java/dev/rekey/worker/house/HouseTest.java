// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps its rules, and each rule finds what breaks it. */
@Timeout(300)
class HouseTest {

  private static final JavaClasses REAL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(House.REAL.root());

  private static final JavaClasses WRONG =
      new ClassFileImporter().importPackages(House.WRONG.root());

  static final List<String> MODULES =
      List.of(
          "words",
          "evidence",
          "planning",
          "engine",
          "playbooks",
          "spi",
          "documents",
          "contract",
          "connectors.aws",
          "connectors.health",
          "connectors.manual",
          "connectors.openbao",
          "connectors.postgres",
          "runtime",
          "servers",
          "sandbox",
          "worker");

  static Stream<HouseRule> realRules() {
    return rules(House.REAL);
  }

  static Stream<HouseRule> wrongRules() {
    return rules(House.WRONG);
  }

  private static Stream<HouseRule> rules(House house) {
    return Stream.of(Arrows.of(house), Replay.of(house), Secrecy.of(house), Forms.of(house))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("realRules")
  void theHouseKeeps(HouseRule rule) {
    rule.rule().check(REAL);
  }

  @ParameterizedTest
  @MethodSource("wrongRules")
  void whatIsWrongIsFoundBy(HouseRule rule) {
    EvaluationResult result = rule.rule().evaluate(WRONG);
    assertThat(rule.wrong())
        .isNotEmpty()
        .allSatisfy(wrong -> {
          String type = House.WRONG.type(wrong);
          assertThat(WRONG.contain(type)).as(type).isTrue();
          assertThat(result.getFailureReport().getDetails())
              .anySatisfy(detail -> assertThat(detail).containsPattern(type + "\\b"));
        });
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void theRulesSeeModule(String module) {
    assertThat(
            REAL.stream().filter(type -> type.getPackageName().startsWith("dev.rekey." + module)))
        .isNotEmpty();
  }

  @Test
  void theRulesSeeNoTests() {
    assertThat(REAL.stream().filter(type -> type.getName().startsWith(House.WRONG.root())))
        .isEmpty();
    assertThat(Arrays.asList(House.class)).noneMatch(type -> REAL.contain(type));
  }
}
