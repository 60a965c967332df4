// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What workflow code may not do, because a replay would not do the same again: ask the clock, draw
 * lots, read or write, wait for threads, keep what changes, go through what has no order.
 */
final class Replay {

  private static final Set<String> UNORDERED =
      Set.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.Hashtable",
          "java.util.concurrent.ConcurrentHashMap");

  private static final String BECAUSE =
      "a replay must come to the same end, and evidence reads the same each time";

  private final House house;
  private final List<HouseRule> rules = new ArrayList<>();

  private Replay(House house) {
    this.house = house;
  }

  static List<HouseRule> of(House house) {
    Replay replay = new Replay(house);
    replay.world();
    replay.threads();
    replay.order();
    return replay.rules;
  }

  private void world() {
    never(
        "workflow code asks no clock",
        access("a clock", Replay::clock),
        "engine.rotation.ReadsClock",
        "planning.ReadsClockByReference",
        "evidence.ReadsNanoTime");
    rules.add(
        HouseRule.of(
            "workflow code draws no lots",
            noClasses()
                .that()
                .resideInAnyPackage(house.workflowCode())
                .and()
                .doNotHaveFullyQualifiedName(house.type("evidence.signature.SshPrivateKey"))
                .should()
                .accessTargetWhere(access("chance", Replay::chance))
                .because(BECAUSE + "; SshPrivateKey makes people's keys, on the command line only"),
            "engine.rotation.DrawsLots",
            "engine.rotation.DrawsFairLots"));
    rules.add(
        HouseRule.of(
            "only the command line makes people's keys",
            noClasses()
                .that()
                .resideOutsideOfPackages(house.all("evidence.signature", "worker.cli"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(House.REAL.type("evidence.signature.SshPrivateKey"))
                .because("nothing that runs for others holds a person's key"),
            "engine.rotation.MakesKeys"));
    never(
        "workflow code reads and writes nothing",
        access("the world outside", Replay::outside),
        "engine.campaign.ReadsFile",
        "engine.campaign.AsksEnvironment",
        "planning.CallsHome");
  }

  private void threads() {
    never(
        "workflow code knows no threads and no locks",
        access("threads", Replay::thread),
        "engine.rotation.StartsThread",
        "engine.rotation.TakesLock");
    rules.add(
        HouseRule.of(
            "workflow code synchronises nothing",
            workflowCode().should(ByteCode.NOT_SYNCHRONISE).because(BECAUSE),
            "engine.life.SynchronisesBlock",
            "engine.life.SynchronisesMethod"));
    rules.add(
        HouseRule.of(
            "workflow code keeps nothing static that changes",
            workflowCode().should(Statics.BE_CONSTANT).because(BECAUSE),
            "engine.life.KeepsCount",
            "engine.life.KeepsList"));
  }

  private void order() {
    never(
        "workflow code builds no collection without an order",
        access("a collection without an order", Replay::unordered),
        "engine.rotation.BuildsHashMap",
        "evidence.CollectsSet",
        "planning.GroupsByHash");
    rules.add(
        HouseRule.of(
            "what is replayed builds no Map.of or Set.of with several entries",
            noClasses()
                .that()
                .resideInAnyPackage(house.replayed())
                .or()
                .resideInAPackage(house.type("planning"))
                .should()
                .accessTargetWhere(access("Map.of or Set.of", Replay::shuffled))
                .because(
                    "their order changes from process to process; evidence may, for it writes them"
                        + " as canonical JSON, which sorts"),
            "engine.rotation.ShufflesMap",
            "engine.rotation.ShufflesSet"));
  }

  private GivenClassesConjunction workflowCode() {
    return classes().that().resideInAnyPackage(house.workflowCode());
  }

  private void never(String name, DescribedPredicate<JavaAccess<?>> what, String... wrong) {
    rules.add(
        HouseRule.of(
            name,
            noClasses()
                .that()
                .resideInAnyPackage(house.workflowCode())
                .should()
                .accessTargetWhere(what)
                .because(BECAUSE),
            wrong));
  }

  /** What is called, constructed, read or referred to. */
  private static DescribedPredicate<JavaAccess<?>> access(
      String what, java.util.function.Predicate<AccessTarget> is) {
    return DescribedPredicate.describe(what, access -> is.test(access.getTarget()));
  }

  private static boolean clock(AccessTarget target) {
    String owner = target.getOwner().getName();
    return owner.equals("java.time.Clock")
        || owner.startsWith("java.time.") && target.getName().equals("now")
        || owner.equals("java.lang.System")
            && List.of("currentTimeMillis", "nanoTime").contains(target.getName())
        || owner.equals("java.util.Date");
  }

  private static boolean chance(AccessTarget target) {
    String owner = target.getOwner().getName();
    return owner.matches("java\\.(util|security)\\..*Random.*")
        || owner.startsWith("java.util.random.")
        || owner.equals("java.security.KeyPairGenerator")
        || owner.equals("java.util.UUID") && target.getName().equals("randomUUID")
        || owner.equals("java.lang.Math") && target.getName().equals("random")
        || owner.equals("java.util.Collections") && target.getName().equals("shuffle");
  }

  private static boolean outside(AccessTarget target) {
    JavaClass owner = target.getOwner();
    return resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
            .test(owner)
        || owner.getName().matches("java\\.io\\.(File|RandomAccess|Console).*")
        || owner.getName().matches("java\\.lang\\.(Process.*|Runtime)")
        || owner.getName().equals("java.lang.System")
            && List.of("getenv", "getProperty", "in", "out", "err").contains(target.getName());
  }

  private static boolean thread(AccessTarget target) {
    String owner = target.getOwner().getName();
    boolean concurrent =
        owner.startsWith("java.util.concurrent.")
            && !owner.startsWith("java.util.concurrent.atomic.");
    return concurrent
        || owner.startsWith("java.lang.Thread")
        || owner.equals("java.util.Timer")
        || List.of("parallel", "parallelStream", "wait", "notify", "notifyAll")
                .contains(target.getName())
            && owner.startsWith("java.");
  }

  private static boolean unordered(AccessTarget target) {
    String owner = target.getOwner().getName();
    if (target.getName().equals("<init>")) {
      return UNORDERED.contains(owner);
    }
    return owner.equals("java.util.stream.Collectors")
        && target instanceof AccessTarget.CodeUnitAccessTarget collector
        && unordered(target.getName(), collector.getRawParameterTypes().size());
  }

  /** Collectors that choose the map or the set by themselves: those with a supplier are longer. */
  private static boolean unordered(String collector, int parameters) {
    return switch (collector) {
      case "toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap" -> true;
      case "toMap" -> parameters < 4;
      case "groupingBy" -> parameters < 3;
      case "groupingByConcurrent" -> true;
      default -> false;
    };
  }

  private static boolean shuffled(AccessTarget target) {
    if (!(target instanceof AccessTarget.CodeUnitAccessTarget called)) {
      return false;
    }
    int parameters = called.getRawParameterTypes().size();
    boolean many =
        List.of("copyOf", "ofEntries").contains(target.getName())
            || called.getRawParameterTypes().stream().anyMatch(JavaClass::isArray);
    return switch (target.getOwner().getName()) {
      case "java.util.Set" -> many || target.getName().equals("of") && parameters > 1;
      case "java.util.Map" -> many || target.getName().equals("of") && parameters > 2;
      default -> false;
    };
  }
}
