// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.ArrayList;
import java.util.List;

/** Which module may know which, and who may know Temporal, vendors' SDKs and the database. */
final class Arrows {

  private final House house;
  private final List<HouseRule> rules = new ArrayList<>();

  private Arrows(House house) {
    this.house = house;
  }

  static List<HouseRule> of(House house) {
    Arrows arrows = new Arrows(house);
    arrows.modules();
    arrows.libraries();
    return arrows.rules;
  }

  private void modules() {
    module("words");
    module("evidence", "words");
    module("planning", "words", "evidence");
    module("engine", "words", "evidence", "planning");
    module("playbooks", "words", "evidence", "planning");
    module("spi", "words");
    module("contract", "words", "spi");
    module("documents", "words");
    module("connectors", "words", "spi", "documents");
    module("runtime", "words", "evidence", "planning", "engine", "spi");
    module("servers");
    module("sandbox", "servers");
    module(
        "worker",
        "words",
        "evidence",
        "planning",
        "engine",
        "playbooks",
        "spi",
        "runtime",
        "servers");
    rules.add(
        HouseRule.of(
            "connectors do not know one another",
            slices()
                .matching(house.root() + ".connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each stands for one kind of system, and knows only the SPI"),
            "connectors.one.KnowsAnother"));
  }

  private void module(String module, String... uses) {
    rules.add(
        HouseRule.of(
            "%s uses of ours only %s".formatted(module, List.of(uses)),
            classes()
                .that()
                .resideInAPackage(house.all(module))
                .should()
                .onlyDependOnClassesThat(
                    resideOutsideOfPackage(house.root() + "..")
                        .or(resideInAnyPackage(house.all(module)))
                        .or(resideInAnyPackage(house.all(uses))))
                .because("arrows go one way: workflows <- playbooks <- activities <- worker"),
            module + ".Stray"));
  }

  private void libraries() {
    rules.add(
        HouseRule.of(
            "words uses the platform alone",
            classes()
                .that()
                .resideInAPackage(house.all("words"))
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(house.all("words"), "java..", "org.jspecify.."))
                .because("a vocabulary that rests on a library changes with it"),
            "words.UsesLibrary"));
    only(
        "only engine, runtime and worker know Temporal",
        "planning.KnowsTemporal",
        List.of("engine", "runtime", "worker"),
        "io.temporal..");
    only(
        "only connectors and the sandbox speak to vendors",
        "runtime.SpeaksHttp",
        List.of("connectors", "sandbox"),
        "okhttp3..",
        "software.amazon..");
    only(
        "only runtime and the worker's wiring know the database, connectors and sandbox theirs",
        "worker.api.SpeaksSql",
        List.of(
            "runtime",
            "worker.server",
            "worker.systems",
            "connectors.postgres",
            "sandbox.estate.databases"),
        "java.sql..",
        "javax.sql..",
        "org.springframework.jdbc..",
        "org.postgresql..",
        "org.flywaydb..",
        "com.zaxxer..");
    only(
        "only the worker knows Spring's web and the command line's library",
        "runtime.SpeaksSpring",
        List.of("worker", "sandbox"),
        "org.springframework.web..",
        "org.springframework.boot..",
        "org.springframework.context..",
        "picocli..");
  }

  private void only(String name, String wrong, List<String> who, String... packages) {
    rules.add(
        HouseRule.of(
            name,
            noClasses()
                .that()
                .resideOutsideOfPackages(house.all(who.toArray(String[]::new)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .because("what speaks to the world is known by name, and by few"),
            wrong));
  }
}
