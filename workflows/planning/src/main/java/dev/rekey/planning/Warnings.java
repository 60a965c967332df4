// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.stream.Collectors.joining;

import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.Marks;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.Disposition;
import dev.rekey.words.Grade;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Lane;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What whoever approves a plan must know, one bounded sentence for each thing. */
final class Warnings {

  private static final int NAMED = 5;

  private final List<String> warnings = new ArrayList<>();

  private final Marks marks;

  private Warnings(Marks marks) {
    this.marks = marks;
  }

  /** None yet. */
  static Warnings none() {
    return new Warnings(Marks.among(List.of()));
  }

  /** All that were told. */
  List<String> all() {
    return List.copyOf(warnings);
  }

  static List<String> of(
      List<Work> works, List<ScopeRow> unresolved, PlanRequest request, Marks marks) {
    Warnings found = new Warnings(marks);
    found.ofLanes(works);
    found.ofCredentials(works, request);
    found.tell(
        "unresolved and held; the campaign closes whole only when each is resolved or ruled out",
        unresolved.stream().map(ScopeRow::position).toList());
    if (request.compression() > 1) {
      found.warnings.add(
          "lags and windows are %d times as short as they should be: fit for a sandbox only"
              .formatted(request.compression()));
    }
    return List.copyOf(found.warnings);
  }

  /** What of containment the order can't give. */
  static List<String> ofOrder(List<Order.Placed> order, Circles circles, Collection<Way> ways) {
    Warnings found = none();
    found.tell(
        "did not leak themselves and are reached from what did; plan show says how",
        ways.stream()
            .map(way -> way.rotation().lane() + "/" + way.rotation().credential())
            .toList());
    found.warnings.addAll(circles.sentences().stream().limit(NAMED).toList());
    Map<Lane, Integer> waves = new TreeMap<>();
    order.forEach(placed -> waves.put(placed.work().lane(), placed.wave()));
    List<String> open = new ArrayList<>();
    for (Order.Placed placed : order) {
      Work opener = placed.work().anyToReplace() ? circles.latestOpener(placed.work()) : null;
      if (opener != null && waves.getOrDefault(opener.lane(), 0) >= placed.wave()) {
        open.add("%s (opened by %s)".formatted(placed.work().lane(), opener.lane()));
      }
    }
    found.tell(
        "replaced while a leaked one that opens it may be alive; approving this plan is the signed"
            + " choice to rotate it again after that one, or cut that one first (--contain)",
        open);
    return List.copyOf(found.warnings);
  }

  /** Who approves the plan signs what is cut without its owner. */
  static List<String> ofDeadlines(List<PlannedRotation> rotations) {
    Warnings found = none();
    found.tell(
        "cut at their deadline if they still wait for somebody then, and their consumers fail until"
            + " their places hold the new value; approving this plan is the signed cut",
        rotations.stream()
            .filter(one -> one.deadline() != null && one.deadline().cuts())
            .map(Warnings::dated)
            .toList());
    return List.copyOf(found.warnings);
  }

  private static String dated(PlannedRotation one) {
    return "%s/%s%s"
        .formatted(
            one.id().lane(),
            one.id().credential(),
            one.deadline() == null ? "" : " at " + one.deadline().at());
  }

  /** A few of many names. */
  static String some(List<String> whom) {
    return whom.stream().limit(NAMED).collect(joining(", "))
        + (whom.size() > NAMED ? " and %d more".formatted(whom.size() - NAMED) : "");
  }

  private void ofLanes(List<Work> works) {
    tell(
        "no slot is free for a replacement because all are leaked; the first turn waits for a"
            + " signed choice of the one to cut first",
        lanes(works, Work::slotsFull));
    tell(
        "old and new can't be alive side by side; approving this plan is the signed cut",
        lanes(
            works,
            work ->
                work.anyToReplace()
                    && work.capabilities().overlap() == KindCapabilities.Overlap.NONE));
    tell(
        "done by hand, by tasks, for want of a call; the best grade is attested, by two people",
        lanes(works, work -> work.capabilities().byHand()));
    tell("claimed by several credentials, but only one can stand there", claimedTwice(works));
  }

  private void ofCredentials(List<Work> works, PlanRequest request) {
    List<LeakedCredential> all = works.stream().flatMap(work -> work.turns().stream()).toList();
    tell(
        "contained: cut at once, before a new one is issued; approving this plan is the signed cut",
        names(
            all,
            each ->
                each.disposition() == Disposition.REPLACE
                    && request.contained().contains(each.id())));
    tell(
        "in no known place that can be read, so that the old value is not held; the best grade is"
            + " absent",
        unheld(works, request.systems()));
    tell(
        "held where nobody but people can look; they write it by tasks, and two attest it",
        names(
            all,
            each ->
                each.disposition() == Disposition.REPLACE
                    && each.places().stream()
                        .anyMatch(place -> isByHand(place, request.systems()))));
    tell(
        "to be retired or revoked although places still hold it",
        names(all, each -> each.disposition() != Disposition.REPLACE && !each.places().isEmpty()));
    tell(
        "reused: another one has the same value or id, and is not dead with it",
        names(all, each -> !marks.reused(each).isEmpty()));
    tell(
        "rights unknown, taken as high", names(all, each -> each.privilege() == Privilege.UNKNOWN));
    tell(
        "without an exposure of their own; what turns out to be made after the cut-off, or when its"
            + " system does not say, is held",
        names(all, each -> each.exposure().isEmpty()));
  }

  /** What cannot be tried once it is to be dead, because nobody has its value. */
  private List<String> unheld(List<Work> works, KnownSystems systems) {
    return works.stream()
        .flatMap(work ->
            work.turns().stream()
                .filter(each -> {
                  boolean found = marks.valueFound(each);
                  Reach reach = Reach.of(each, work.capabilities(), systems, found);
                  return reach.best() == Grade.ABSENT;
                }))
        .map(Warnings::name)
        .toList();
  }

  private static boolean isByHand(Place place, KnownSystems systems) {
    return !systems.find(place.system()).map(KnownSystem::readsPlaces).orElse(true);
  }

  private static List<String> lanes(List<Work> works, Predicate<Work> which) {
    return works.stream().filter(which).map(work -> work.lane().toString()).toList();
  }

  private static List<String> names(
      List<LeakedCredential> credentials, Predicate<LeakedCredential> which) {
    return credentials.stream().filter(which).map(Warnings::name).toList();
  }

  /** Tells it of those, unless there are none. */
  void tell(String what, List<String> whom) {
    if (!whom.isEmpty()) {
      warnings.add("%d %s: %s".formatted(whom.size(), what, some(whom)));
    }
  }

  /** Spots that two credentials, of one lane or of two, both name. */
  private static List<String> claimedTwice(List<Work> works) {
    Map<String, Set<String>> claims = new TreeMap<>();
    for (Work work : works) {
      for (LeakedCredential each : work.turns()) {
        for (Place place : each.places()) {
          for (String selector : place.selectors().values()) {
            claims
                .computeIfAbsent(
                    place.system() + ":" + place.location() + "#" + selector,
                    spot -> new TreeSet<>())
                .add(name(each));
          }
        }
      }
    }
    return claims.entrySet().stream()
        .filter(claim -> claim.getValue().size() > 1)
        .map(claim ->
            claim.getKey()
                + " ("
                + claim.getValue().stream().limit(NAMED).collect(joining(", "))
                + ")")
        .toList();
  }

  private static String name(LeakedCredential credential) {
    return credential.lane() + "/" + credential.id();
  }
}
