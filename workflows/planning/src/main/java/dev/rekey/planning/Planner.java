// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.stream.Collectors.joining;

import dev.rekey.planning.scope.KnownKind;
import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.Marks;
import dev.rekey.planning.scope.Scope;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.planning.text.Shown;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a plan of a scope, or the plan after one that is being carried out. The same request gives
 * the same plan.
 */
public final class Planner {

  /** What a playbook is for. */
  private record Target(String connector, Kind kind) {}

  private final PlanRequest request;
  private final Carried carried;
  private final Marks marks;
  private final Reached reached;
  private final List<ScopeRow> rows;
  private final Map<RotationId, Way> ways = new TreeMap<>();
  private final Map<Target, Playbook> playbooks = new LinkedHashMap<>();
  private final List<ScopeRow> unresolved = new ArrayList<>();
  private final SortedMap<Lane, SortedMap<CredentialId, LeakedCredential>> lanes = new TreeMap<>();

  private Planner(PlanRequest request, Carried carried) {
    this.request = request;
    this.carried = carried;
    this.rows = Scope.merged(request.scope());
    this.marks = Marks.among(rows);
    this.reached = Reached.of(rows);
    for (Playbook playbook : request.playbooks()) {
      Playbook other = playbooks.put(new Target(playbook.connector(), playbook.kind()), playbook);
      if (other != null) {
        throw new IllegalArgumentException(
            "playbooks %s and %s: both for %s/%s (expected: one for each kind)"
                .formatted(other.name(), playbook.name(), playbook.connector(), playbook.kind()));
      }
    }
  }

  /**
   * Makes the plan. Rows that nothing can be done about, for want of a system, a kind or a
   * playbook, are among its unresolved ones with the reason.
   *
   * @throws IllegalArgumentException if two playbooks are for the same kind
   */
  public static Plan plan(PlanRequest request) {
    return new Planner(request, Carried.NOTHING).plan();
  }

  /**
   * Makes the plan after one that is being carried out. What that one has stays as it is, in its
   * wave, place and turn; what the scope has beside it comes in waves of its own after the last.
   *
   * @param before the plan in force
   * @throws IllegalArgumentException if two playbooks are for the same kind
   */
  public static Plan amend(Plan before, PlanRequest request) {
    return new Planner(request, new Carried(before)).plan();
  }

  private Plan plan() {
    rows.forEach(this::sort);
    List<Work> works =
        lanes.entrySet().stream()
            .map(lane -> work(lane.getKey(), lane.getValue().values()))
            .toList();
    Circles circles = Circles.of(works, request.contained());
    List<Order.Placed> order = Order.of(works, circles);
    List<PlannedRotation> placed = rotations(order);
    Openers openers = Openers.of(placed, carried.rotations().size(), rows, unresolved);
    List<PlannedRotation> rotations = placed.stream().map(openers::in).toList();
    List<String> warnings = new ArrayList<>(carried.warnings());
    warnings.addAll(Warnings.of(works, unresolved, request, marks));
    warnings.addAll(Warnings.ofDeadlines(rotations));
    warnings.addAll(Warnings.ofOrder(order, circles, ways.values()));
    warnings.addAll(openers.warnings());
    return new Plan(
        request.campaign(),
        request.number(),
        request.author(),
        request.at(),
        request.incident(),
        request.compression(),
        request.roster(),
        carried.playbooks(works.stream().map(Work::playbook).distinct().toList()),
        rotations,
        unresolved,
        warnings,
        carried.ways(ways.values()));
  }

  private void sort(ScopeRow row) {
    switch (row.state()) {
      case RULED_OUT -> {}
      case UNRESOLVED -> unresolved.add(row.bare());
      case RESOLVED ->
          take(row, Objects.requireNonNull(row.credential(), "a resolved row has a credential"));
      case KNOWN -> {
        if (row.credential() != null && reached.contains(row.credential())) {
          take(row, row.credential());
        }
      }
    }
  }

  private void take(ScopeRow row, LeakedCredential credential) {
    RotationId rotation = new RotationId(request.campaign(), credential.lane(), credential.id());
    if (carried.has(rotation, credential)) {
      return;
    }
    String missing = missing(credential.lane());
    if (missing.isEmpty()) {
      lanes
          .computeIfAbsent(credential.lane(), lane -> new TreeMap<>())
          .put(credential.id(), credential);
      reached.path(credential).ifPresent(path -> ways.put(rotation, new Way(rotation, path)));
    } else {
      unresolved.add(row.unresolved(missing).bare());
    }
  }

  /** What stands in the way of planning this lane; empty if nothing. */
  private String missing(Lane lane) {
    KnownSystem system = request.systems().systems().get(lane.system());
    if (system == null) {
      return "system %s: not known (expected: one that was added; see rekey system add)"
          .formatted(lane.system());
    }
    if (!system.kinds().containsKey(lane.kind())) {
      return "system %s: accepts no %s (expected: %s)"
          .formatted(lane.system(), lane.kind(), system.kinds().keySet());
    }
    if (!playbooks.containsKey(new Target(system.connector(), lane.kind()))) {
      return "no playbook for %s of connector %s (expected: one in the library or given)"
          .formatted(lane.kind(), system.connector());
    }
    return "";
  }

  private Work work(Lane lane, Collection<LeakedCredential> credentials) {
    KnownSystem system = request.systems().find(lane.system()).orElseThrow();
    KnownKind kind = request.systems().find(lane).orElseThrow();
    Playbook playbook =
        Objects.requireNonNull(
            playbooks.get(new Target(system.connector(), lane.kind())), "checked when sorted in");
    return new Work(
        lane,
        List.copyOf(credentials),
        kind.capabilities(),
        playbook,
        request.last().contains(lane));
  }

  private List<PlannedRotation> rotations(List<Order.Placed> order) {
    List<PlannedRotation> rotations = new ArrayList<>(carried.rotations());
    for (Order.Placed placed : order) {
      for (int turn = 1; turn <= placed.work().turns().size(); turn++) {
        rotations.add(rotation(placed, turn, rotations.size() + 1));
      }
    }
    return rotations;
  }

  private PlannedRotation rotation(Order.Placed placed, int turn, int position) {
    Work work = placed.work();
    KindCapabilities capabilities = work.capabilities();
    LeakedCredential credential = work.turns().get(turn - 1);
    int taken = carried.turns(work.lane());
    int turns = taken + work.turns().size();
    Duration lag = capabilities.lag();
    Cases.Fit fit = request.cases().fit(work.playbook(), credential);
    return new PlannedRotation(
        new RotationId(request.campaign(), work.lane(), credential.id()),
        carried.waves() + placed.wave(),
        position,
        taken + turn,
        turns,
        credential.disposition(),
        credential.privilege(),
        credential.owner(),
        credential.places(),
        fit.approval().asksOwner(credential.privilege()),
        capabilities.overlap(),
        capabilities.slots(),
        Brownout.of(credential, capabilities, mode(credential)).applied(paceOf(work, fit)),
        Pace.compressed(lag, request.compression()),
        credential.exposure(),
        why(placed, taken + turn, turns, credential, fit),
        mode(credential),
        work.playbook().quorum(),
        credential.disposition() == Disposition.REVOKE_NOW ? List.of() : credential.health(),
        deadline(fit).orElse(null),
        List.of(),
        Collections.emptySortedMap());
  }

  private Pace paceOf(Work work, Cases.Fit fit) {
    return fit.pace().spanning(work.capabilities().lag()).compressedBy(request.compression());
  }

  private Optional<Deadline> deadline(Cases.Fit fit) {
    return fit.deadline().from(request.at(), request.killBy(), request.compression());
  }

  private Mode mode(LeakedCredential credential) {
    boolean contained =
        credential.disposition() == Disposition.REPLACE
            && request.contained().contains(credential.id());
    return contained ? Mode.CONTAIN : Mode.SWAP;
  }

  /** Whoever approves sees in each row why it stands there, and whether its consumers will fail. */
  private String why(
      Order.Placed placed, int turn, int turns, LeakedCredential credential, Cases.Fit fit) {
    String gap =
        placed.work().capabilities().overlap() == Overlap.NONE
                && credential.disposition() == Disposition.REPLACE
            ? "; replaced in place: consumers fail until their place holds the new value"
            : mode(credential) == Mode.CONTAIN
                ? "; contained: cut at once, consumers fail until their place holds the new value"
                : "";
    String reach =
        Reach.of(
                credential,
                placed.work().capabilities(),
                request.systems(),
                marks.valueFound(credential))
            .sentence();
    String asked =
        credential.health().isEmpty() || credential.disposition() == Disposition.REVOKE_NOW
            ? ""
            : "; consumers asked whether they are well: " + credential.health().size();
    String cut =
        deadline(fit)
            .filter(Deadline::cuts)
            .map(each -> "; cut at %s if it still waits then".formatted(each.at()))
            .orElse("");
    Brownout off = Brownout.of(credential, placed.work().capabilities(), mode(credential));
    String brownout = off.sentence(fit.pace(), paceOf(placed.work(), fit));
    String seat =
        turns == 1
            ? placed.why()
            : "%s; turn %d of %d in its lane".formatted(placed.why(), turn, turns);
    String reused = marks.reused(credential).stream().map("; reused: "::concat).collect(joining());
    String why = seat + gap + cut + brownout + reach + asked + reused;
    String because = fit.because().isEmpty() ? "" : "; " + fit.because();
    return Shown.escaped(why, Shown.LONGEST_LINE) + because;
  }
}
