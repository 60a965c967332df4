// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Samples;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.Reference;
import dev.rekey.planning.scope.Ties;
import dev.rekey.planning.text.Shown;
import dev.rekey.words.Privilege;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reached from a leak, and in which order it dies, over graphs of every shape. */
@Timeout(120)
class GraphTest {

  /** So many credentials, each of a lane of its own; those of each opens these others. */
  private static Openings openings(List<? extends Collection<Integer>> edges) {
    return Openings.of(credentials(edges));
  }

  private static List<LeakedCredential> credentials(List<? extends Collection<Integer>> edges) {
    return IntStream.range(0, edges.size())
        .mapToObj(node ->
            tied(
                node,
                new Ties(edges.get(node).stream().map(GraphTest::reference).toList(), List.of())))
        .toList();
  }

  private static Reference reference(int node) {
    return Reference.parse("aws-prod/n%05d".formatted(node));
  }

  private static LeakedCredential tied(int node, Ties ties) {
    return named("n%05d".formatted(node), "AKIA" + node, ties);
  }

  private static LeakedCredential named(String identity, String id, Ties ties) {
    LeakedCredential plain =
        Samples.credential(Samples.lane(Samples.AWS, identity), id, Privilege.WRITE);
    return new LeakedCredential(
        plain.lane(),
        plain.id(),
        plain.owner(),
        plain.privilege(),
        plain.disposition(),
        plain.places(),
        plain.exposure(),
        ties,
        List.of());
  }

  private static List<Set<Integer>> random(long seed, int nodes, int edges) {
    Random random = new Random(seed);
    List<Set<Integer>> graph =
        Stream.generate(() -> (Set<Integer>) new TreeSet<Integer>()).limit(nodes).toList();
    for (int edge = 0; edge < edges; edge++) {
      graph.get(random.nextInt(nodes)).add(random.nextInt(nodes));
    }
    return graph;
  }

  private static Containment contained(List<? extends Collection<Integer>> edges, int... first) {
    boolean[] replaced = new boolean[edges.size()];
    Arrays.fill(replaced, true);
    boolean[] cut = new boolean[edges.size()];
    Arrays.stream(first).forEach(lane -> cut[lane] = true);
    return Containment.of(
        openings(edges), IntStream.range(0, edges.size()).toArray(), replaced, cut);
  }

  private static Set<Integer> reachedByHand(List<Set<Integer>> graph, Collection<Integer> seeds) {
    Set<Integer> reached = new TreeSet<>(seeds);
    Deque<Integer> open = new ArrayDeque<>(seeds);
    while (!open.isEmpty()) {
      for (int next : graph.get(open.remove())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }

  @Test
  void aKeyToAStoreReachesWhatLiesThereAndWhatThatOpensAndSaysHow() {
    LeakedCredential token =
        tied(0, new Ties(List.of(Reference.parse("bao:secret/apps/AKIA1*")), List.of()));
    LeakedCredential held = tied(1, new Ties(List.of(reference(2)), List.of()));
    LeakedCredential beyond = tied(2, Ties.NONE);
    LeakedCredential made = tied(3, new Ties(List.of(), List.of(reference(2))));
    LeakedCredential apart = tied(4, Ties.NONE);

    Closure closure =
        Closure.from(Openings.of(List.of(token, held, beyond, made, apart)), List.of(0));

    assertThat(closure.path(0)).as("it leaked itself").isEmpty();
    assertThat(closure.path(1))
        .contains("aws-prod/n00000/iam-access-key/AKIA0 → bao:secret/apps/AKIA1*");
    assertThat(closure.path(3).orElseThrow())
        .isEqualTo(
            "aws-prod/n00000/iam-access-key/AKIA0 → bao:secret/apps/AKIA1*"
                + " → aws-prod/n00001/iam-access-key/AKIA1 → aws-prod/n00002"
                + " → aws-prod/n00002/iam-access-key/AKIA2 → provisions");
    assertThat(closure.contains(4)).isFalse();
    assertThat(closure.path(4)).isEmpty();
  }

  @Test
  void aKeyToAWholeStoreReachesWhatLiesThereToo() {
    LeakedCredential token = tied(0, new Ties(List.of(Reference.parse("bao")), List.of()));
    LeakedCredential held = tied(1, Ties.NONE);

    Closure closure = Closure.from(Openings.of(List.of(token, held)), List.of(0));

    assertThat(closure.path(1)).contains("aws-prod/n00000/iam-access-key/AKIA0 → bao");
  }

  @Test
  void aLongWayIsToldByItsEnds() {
    List<List<Integer>> chain =
        IntStream.range(0, 40)
            .mapToObj(node -> node < 39 ? List.of(node + 1) : List.<Integer>of())
            .toList();

    String path = Closure.from(openings(chain), List.of(0)).path(39).orElseThrow();

    assertThat(path)
        .isEqualTo(
            "aws-prod/n00000/iam-access-key/AKIA0 → aws-prod/n00001 → … 74 more …"
                + " → aws-prod/n00038/iam-access-key/AKIA38 → aws-prod/n00039");
  }

  @Test
  void aWayOfLongNamesStaysOneLineThatPeopleCanRead() {
    String name = "n".repeat(190);
    LeakedCredential first =
        named(
            "a" + name,
            "AKIA1",
            new Ties(List.of(Reference.parse("aws-prod/b" + name)), List.of()));
    LeakedCredential second =
        named(
            "b" + name,
            "AKIA2",
            new Ties(List.of(Reference.parse("aws-prod/c" + name)), List.of()));
    LeakedCredential third = named("c" + name, "AKIA3", Ties.NONE);

    Closure closure = Closure.from(Openings.of(List.of(first, second, third)), List.of(0));

    assertThat(closure.path(2).orElseThrow())
        .hasSizeLessThanOrEqualTo(Shown.LONGEST_LINE)
        .startsWith("aws-prod/an")
        .endsWith("…");
  }

  /** One lane for each of these, which unlocks what is named. */
  private static Containment unlocking(List<List<String>> unlocks) {
    boolean[] replaced = new boolean[unlocks.size()];
    Arrays.fill(replaced, true);
    List<LeakedCredential> credentials =
        IntStream.range(0, unlocks.size())
            .mapToObj(node ->
                tied(
                    node,
                    new Ties(unlocks.get(node).stream().map(Reference::parse).toList(), List.of())))
            .toList();
    return Containment.of(
        Openings.of(credentials),
        IntStream.range(0, unlocks.size()).toArray(),
        replaced,
        new boolean[unlocks.size()]);
  }

  @Test
  void whoOpensALaneLastIsTheOneThatDiesLast() {
    Containment chain =
        unlocking(
            List.of(
                List.of("aws-prod/n00001", "aws-prod/n00002*"),
                List.of("aws-prod/n00002"),
                List.of()));

    assertThat(chain.level(2)).isEqualTo(2);
    assertThat(chain.latestOpener(2)).hasValue(1);
    assertThat(chain.latestOpener(1)).hasValue(0);
    assertThat(chain.latestOpener(0)).isEmpty();
    assertThat(chain.isOpened(0)).isFalse();
  }

  @Test
  void aLaneIsNotItsOwnOpener() {
    String own = "aws-prod/n00000*";
    Containment all =
        unlocking(
            List.of(List.of(own), List.of("aws-prod/n00002", own), List.of(own), List.of(own)));

    assertThat(all.level(2)).isEqualTo(1);
    assertThat(all.latestOpener(0)).as("1 dies before 2, 3 dies early").hasValue(2);
    assertThat(unlocking(List.of(List.of(own))).isOpened(0)).isFalse();
  }

  @Test
  void whoOpensABridgeFromOutsideItsCircleStillGoesBeforeIt() {
    Containment circle =
        unlocking(
            List.of(
                List.of("aws-prod/n00001*", "aws-prod/n00002*"),
                List.of("aws-prod/n00002"),
                List.of("aws-prod/n00001")));

    assertThat(circle.level(0)).isZero();
    assertThat(circle.level(1)).isPositive();
    assertThat(circle.level(2)).isPositive();
    assertThat(circle.isBridge(1) ^ circle.isBridge(2)).isTrue();
    assertThat(circle.isBridge(0)).isFalse();
  }

  @Test
  void anAdministratorOpensItsWholeSystemUnlessItsRowSaysWhatItOpens() {
    LeakedCredential admin =
        Samples.credential(Samples.lane(Samples.AWS, "root"), "AKIA9", Privilege.ADMIN);
    LeakedCredential other =
        Samples.credential(Samples.lane(Samples.AWS, "svc"), "AKIA1", Privilege.READ);
    LeakedCredential elsewhere =
        Samples.credential(Samples.lane(Samples.AWS_TEST, "svc"), "AKIA2", Privilege.READ);
    LeakedCredential narrow =
        new LeakedCredential(
            admin.lane(),
            admin.id(),
            admin.owner(),
            admin.privilege(),
            admin.disposition(),
            admin.places(),
            "",
            new Ties(List.of(Reference.parse("aws-test")), List.of()),
            List.of());

    Closure wide = Closure.from(Openings.of(List.of(admin, other, elsewhere)), List.of(0));
    Closure declared = Closure.from(Openings.of(List.of(narrow, other, elsewhere)), List.of(0));

    assertThat(wide.path(1).orElseThrow()).endsWith("→ administrators of aws-prod");
    assertThat(wide.contains(2)).isFalse();
    assertThat(declared.contains(1)).isFalse();
    assertThat(declared.contains(2)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void reachesExactlyWhatAWalkByHandReaches(long seed) {
    List<Set<Integer>> graph = random(seed, 60, 50 + 15 * (int) seed);
    List<Integer> seeds = List.of(0, 7, 13);

    Closure closure = Closure.from(openings(graph), seeds);

    Set<Integer> expected = reachedByHand(graph, seeds);
    for (int node = 0; node < graph.size(); node++) {
      assertThat(closure.contains(node)).as("%d", node).isEqualTo(expected.contains(node));
      assertThat(closure.path(node).isPresent())
          .as("the way to %d", node)
          .isEqualTo(expected.contains(node) && !seeds.contains(node));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatOpensAnotherDiesBeforeItButForTheBridgesOfACircle(long seed) {
    List<Set<Integer>> graph = random(seed, 60, 20 * (int) seed);

    Containment containment = contained(graph);

    for (int from = 0; from < graph.size(); from++) {
      for (int to : graph.get(from)) {
        boolean bridged =
            containment.isBridge(to) && reachedByHand(graph, List.of(to)).contains(from);
        if (from != to && !bridged) {
          assertThat(containment.level(from))
              .as("%d opens %d", from, to)
              .isLessThan(containment.level(to));
        }
      }
    }
    Set<Integer> inCircles = new TreeSet<>();
    containment
        .circles()
        .forEach(circle -> Arrays.stream(circle).forEach(lane -> inCircles.add(lane)));
    for (int lane = 0; lane < graph.size(); lane++) {
      boolean comesBack = reachedByHand(graph, without(graph.get(lane), lane)).contains(lane);
      assertThat(inCircles.contains(lane)).as("%d in a circle", lane).isEqualTo(comesBack);
      assertThat(comesBack || !containment.isBridge(lane)).isTrue();
    }
  }

  private static Set<Integer> without(Set<Integer> nodes, int node) {
    Set<Integer> others = new TreeSet<>(nodes);
    others.remove(node);
    return others;
  }

  @Test
  void aDiamondHasAnOrderAndNoBridge() {
    Containment diamond = contained(List.of(Set.of(1, 2), Set.of(3), Set.of(3), Set.<Integer>of()));

    assertThat(IntStream.range(0, 4).map(diamond::level)).containsExactly(0, 1, 1, 2);
    assertThat(diamond.circles()).isEmpty();
    assertThat(diamond.latestOpener(3)).isPresent();
    assertThat(diamond.isOpened(0)).isFalse();
  }

  @Test
  void ofACircleOneIsCutFirstAndWhatIsCutAnywayIsItsBridge() {
    List<Set<Integer>> circle = List.of(Set.of(1), Set.of(2, 3), Set.of(0), Set.of(1));

    Containment proposed = contained(circle);
    Containment chosen = contained(circle, 1);

    assertThat(proposed.circles()).hasSize(1);
    assertThat(proposed.isBridge(1)).as("all ways go through it").isTrue();
    assertThat(IntStream.range(0, 4).filter(proposed::isBridge).count()).isEqualTo(1);
    assertThat(proposed.level(1)).isZero();
    assertThat(chosen.circles()).as("it is cut first already").isEmpty();
    assertThat(chosen.level(1)).isZero();
    assertThat(chosen.level(0)).isGreaterThan(chosen.level(2));
  }

  @Test
  void whoOpensOnlyItselfIsNoCircle() {
    Containment alone = contained(List.of(Set.of(0), Set.of(0)));

    assertThat(alone.circles()).isEmpty();
    assertThat(alone.isOpened(1)).isFalse();
    assertThat(alone.level(0)).isEqualTo(1);
  }

  @Test
  void whatGetsNoNewValueIsOrderedAfterNothing() {
    boolean[] replaced = {true, false};
    Containment containment =
        Containment.of(
            openings(List.of(Set.of(1), Set.of(0))),
            new int[] {0, 1},
            replaced,
            new boolean[replaced.length]);

    assertThat(containment.circles()).isEmpty();
    assertThat(containment.level(1)).isZero();
    assertThat(containment.level(0)).isEqualTo(1);
  }

  @Test
  void tenThousandThatOpenOneAnotherAreOrderedInTwoSeconds() {
    int nodes = 10_000;
    List<Set<Integer>> chain =
        IntStream.range(0, nodes)
            .mapToObj(node -> node + 1 < nodes ? Set.of(node + 1) : Set.<Integer>of())
            .toList();
    List<Set<Integer>> pairs =
        IntStream.range(0, nodes).mapToObj(node -> Set.of(node ^ 1)).toList();
    requireFast(random(42, nodes, 50_000));
    requireFast(chain);
    requireFast(pairs);
    assertThat(contained(chain).level(nodes - 1)).isEqualTo(nodes - 1);
    assertThat(contained(pairs).circles()).hasSize(nodes / 2);
  }

  @Test
  void tenThousandAdministratorsAreOneCircleAndOrderedInTwoSeconds() {
    List<LeakedCredential> admins = new ArrayList<>();
    for (int each = 0; each < 10_000; each++) {
      admins.add(
          Samples.credential(
              Samples.lane(Samples.AWS, "n%05d".formatted(each)), "AKIA" + each, Privilege.ADMIN));
    }
    boolean[] replaced = new boolean[admins.size()];
    Arrays.fill(replaced, true);
    Instant start = Instant.now();

    Containment containment =
        Containment.of(
            Openings.of(admins),
            IntStream.range(0, admins.size()).toArray(),
            replaced,
            new boolean[admins.size()]);

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
    assertThat(containment.circles()).hasSize(1);
  }

  /** Two seconds on a machine of its own; what it shares with others may be far slower. */
  private static void requireFast(List<? extends Collection<Integer>> graph) {
    Instant start = Instant.now();
    Containment containment = contained(graph);
    Closure closure = Closure.from(openings(graph), List.of(0));
    assertThat(closure.contains(0)).isTrue();
    assertThat(containment.level(0)).isNotNegative();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
  }
}
