// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.cli.api.Json;
import dev.rekey.worker.cli.api.PendingView;
import dev.rekey.worker.cli.api.RotationView;
import dev.rekey.worker.cli.terminal.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A decision about rotations: one signature for as many as one likes. */
abstract class RotationsDecision extends DecisionCommand {

  private static final int MOST_SHOWN = 20;

  /** What can be decided while nothing waits for it. */
  private static final Set<Verb> IN_FLIGHT =
      Collections.unmodifiableSet(EnumSet.of(Verb.ADD_CONSUMER, Verb.NOT_BEFORE));

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ROTATION",
      description =
          "Those that are meant: system/identity/kind/credential, or as much of its end as is"
              + " clear.")
  List<String> named = new ArrayList<>();

  @Mixin final Selection selection = new Selection();

  RotationsDecision(Session session, Verb verb, boolean reasonNeeded) {
    super(session, verb, reasonNeeded);
  }

  /** One line of {@code --print-signed} about many: which workflow gets what. */
  record Signal(String workflow, Delivery input) {}

  /** What happens once it is signed, for the person who signs. */
  abstract String consequence();

  @Override
  void check(Mistakes mistakes) {
    super.check(mistakes);
    selection.check(named, mistakes);
  }

  /** An option that names a time to come. */
  final void requireFuture(String option, Instant time, Mistakes mistakes) {
    if (!time.isAfter(session().now())) {
      mistakes.add("%s: %s (expected: in the future)".formatted(option, time));
    }
  }

  @Override
  ExitCode run() {
    PendingView pending = session().server().get(PendingView.class, endpoint("pending"));
    return decideRotations(pending);
  }

  final boolean nothingNamed() {
    return named.isEmpty() && !selection.all;
  }

  final ExitCode decideRotations(PendingView pending) {
    List<RotationView> open = open(pending);
    if (nothingNamed()) {
      throw nothingNamed(open);
    }
    List<RotationView> chosen = selection.from(named, open, verbName());
    if (chosen.isEmpty()) {
      session().terminal().say("nothing waits for %s".formatted(verbName()));
      return ExitCode.DONE;
    }
    ItemList list = ItemList.of(chosen.stream().map(RotationsDecision::item).toList());
    SignedStatement signed = sign(list.subject(), shown(chosen));
    return printSigned ? print(chosen, list, signed) : send(signed, list);
  }

  /** Everything about which something can be decided: what waits, and what is held. */
  private List<RotationView> open(PendingView pending) {
    Map<String, RotationView> open = new LinkedHashMap<>();
    pending.rotations().forEach(rotation -> open.put(rotation.rotation(), rotation));
    session()
        .server()
        .list(RotationView.class, endpoint("rotations").with("state", "held"))
        .forEach(rotation -> open.putIfAbsent(rotation.rotation(), rotation));
    if (IN_FLIGHT.contains(verb())) {
      session()
          .server()
          .list(RotationView.class, endpoint("rotations").with("state", "working"))
          .forEach(rotation -> open.putIfAbsent(rotation.rotation(), rotation));
    }
    return List.copyOf(open.values());
  }

  private Failure nothingNamed(List<RotationView> open) {
    List<String> fitting =
        open.stream()
            .filter(rotation -> rotation.verbs().contains(verbName()))
            .map(RotationView::shortName)
            .toList();
    String waiting =
        fitting.isEmpty()
            ? "none waits for it"
            : fitting.size() + " wait, for example " + fitting.getFirst();
    return new Failure(
        ExitCode.BAD_INPUT,
        "%s: which rotations? (expected: --all, or their names; %s)".formatted(verbName(), waiting),
        "rekey held " + campaign);
  }

  private static Item item(RotationView rotation) {
    String shown = rotation.shown();
    if (shown == null) {
      throw new IllegalStateException("chosen without what was shown: " + rotation.rotation());
    }
    return new Item(rotation.rotation(), new Digest(shown));
  }

  private List<String> shown(List<RotationView> chosen) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-11s %d rotation%s of campaign %s"
            .formatted(verbName(), chosen.size(), chosen.size() == 1 ? "" : "s", campaign));
    lines.add(
        "teams       "
            + chosen.stream()
                .collect(groupingBy(RotationView::team, TreeMap::new, counting()))
                .entrySet()
                .stream()
                .map(team -> team.getKey() + " " + team.getValue())
                .collect(joining(", ")));
    long unwell = chosen.stream().filter(RotationView::hasAilments).count();
    if (unwell > 0) {
      lines.add("NOT WELL    consumers of %d of them, before anything was done".formatted(unwell));
    }
    chosen.stream()
        .sorted(comparing(RotationView::hasAilments).reversed())
        .limit(MOST_SHOWN)
        .forEach(rotation -> {
          lines.add("            " + described(rotation));
          rotation
              .warnings(session().now())
              .forEach(warning -> lines.add("              " + warning));
        });
    if (chosen.size() > MOST_SHOWN) {
      lines.add("            and %d more".formatted(chosen.size() - MOST_SHOWN));
    }
    lines.add("then        " + consequence());
    return lines;
  }

  private static String described(RotationView rotation) {
    return rotation.sentence() == null || rotation.sentence().isEmpty()
        ? rotation.shortName()
        : "%s (%s)".formatted(rotation.shortName(), rotation.sentence());
  }

  private ExitCode print(List<RotationView> chosen, ItemList list, SignedStatement signed) {
    if (!selection.all && chosen.size() == 1) {
      RotationView only = chosen.getFirst();
      return printSignal(only.workflow(), list.delivery(signed, only.rotation()));
    }
    for (RotationView rotation : chosen) {
      Signal signal = new Signal(rotation.workflow(), list.delivery(signed, rotation.rotation()));
      session().terminal().data(line(Json.compact(signal)));
    }
    session()
        .terminal()
        .say(
            Line.of(
                "not sent. next: for each line, temporal workflow signal --name decision"
                    + " --workflow-id '…workflow…' --input '…input…'"));
    return ExitCode.DONE;
  }
}
