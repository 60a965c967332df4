// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.RotationsSubject;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.Mode;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Lane;
import dev.rekey.words.PersonName;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.RotationId;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A rotation's chain as the ledger would hold it, written entry by entry. */
public final class WrittenChain {

  static final String LEAKED = "AKIALEAKED";
  public static final Instant CUT_OFF = Instant.parse("2026-11-20T00:00:00Z");
  public static final Instant START = Instant.parse("2026-11-23T18:00:00Z");

  private final PlannedRotation planned;
  private final List<Entry> entries = new ArrayList<>();

  WrittenChain(PlannedRotation planned) {
    this.planned = planned;
    Map<String, Object> body = new TreeMap<>(planned.facts());
    body.put("shown", planned.shown());
    body.put("cut-off", CUT_OFF);
    add("planned", body);
  }

  static PlannedRotation planned(Disposition disposition, String exposure) {
    return planned(disposition, new CredentialId(LEAKED), exposure);
  }

  /** A rotation of this credential; one that is replaced has one place. */
  public static PlannedRotation planned(
      Disposition disposition, CredentialId credential, String exposure) {
    return planned(disposition, credential, exposure, KindCapabilities.Overlap.YES);
  }

  /** A replacement of one value, in place; it has one place. */
  public static PlannedRotation inPlace(CredentialId credential, String exposure) {
    return planned(Disposition.REPLACE, credential, exposure, KindCapabilities.Overlap.NONE);
  }

  /** A replacement that is cut at once: the plan's approval says so. */
  static PlannedRotation contained(String exposure) {
    return planned(
        Disposition.REPLACE,
        new CredentialId(LEAKED),
        exposure,
        KindCapabilities.Overlap.YES,
        Mode.CONTAIN);
  }

  /** One that nobody needs, as far as is known: switched off for ten minutes, to see who does. */
  public static PlannedRotation brownedOut(CredentialId credential) {
    PlannedRotation one = planned(Disposition.RETIRE, credential, "build log of 11-22");
    return new PlannedRotation(
        one.id(),
        one.wave(),
        one.position(),
        one.turn(),
        one.turns(),
        one.disposition(),
        one.privilege(),
        one.owner(),
        one.places(),
        one.ownerApproval(),
        one.overlap(),
        one.slots(),
        one.pace().brownedOutFor(Duration.ofMinutes(10)),
        one.lag(),
        one.exposure(),
        one.why());
  }

  /** One whose consumers are asked whether they are well. */
  static PlannedRotation asking(Disposition disposition, Mode mode, String... checks) {
    return asking(new CredentialId(LEAKED), disposition, mode, checks);
  }

  /** The same of this credential. */
  public static PlannedRotation asking(
      CredentialId credential, Disposition disposition, Mode mode, String... checks) {
    return planned(
        disposition,
        credential,
        "",
        KindCapabilities.Overlap.YES,
        mode,
        Stream.of(checks).map(HealthCheck::parse).toList());
  }

  /** One that nobody needs any more, whose owner approves that beside the plan. */
  public static PlannedRotation approved(CredentialId credential, String... checks) {
    PlannedRotation plain = asking(credential, Disposition.RETIRE, Mode.SWAP, checks);
    return new PlannedRotation(
        plain.id(),
        plain.wave(),
        plain.position(),
        plain.turn(),
        plain.turns(),
        plain.disposition(),
        plain.privilege(),
        plain.owner(),
        plain.places(),
        /* ownerApproval= */ true,
        plain.overlap(),
        plain.slots(),
        plain.pace(),
        plain.lag(),
        plain.exposure(),
        plain.why(),
        plain.mode(),
        plain.quorum(),
        plain.health(),
        plain.deadline(),
        List.of(),
        Collections.emptySortedMap());
  }

  private static PlannedRotation planned(
      Disposition disposition,
      CredentialId credential,
      String exposure,
      KindCapabilities.Overlap overlap) {
    return planned(disposition, credential, exposure, overlap, Mode.SWAP);
  }

  private static PlannedRotation planned(
      Disposition disposition,
      CredentialId credential,
      String exposure,
      KindCapabilities.Overlap overlap,
      Mode mode) {
    return planned(disposition, credential, exposure, overlap, mode, List.of());
  }

  private static PlannedRotation planned(
      Disposition disposition,
      CredentialId credential,
      String exposure,
      KindCapabilities.Overlap overlap,
      Mode mode,
      List<HealthCheck> health) {
    SystemName aws = new SystemName("aws-prod");
    Lane lane = new Lane(aws, new IdentityName("billing"), new Kind("iam-access-key"));
    Place place =
        Place.of(new SystemName("bao-prod"), "secret/apps/billing", Map.of("id", "/aws/id"));
    return new PlannedRotation(
        new RotationId(new CampaignName("okta-2026-11"), lane, credential),
        1,
        1,
        1,
        1,
        disposition,
        Privilege.READ,
        new TeamName("payments"),
        disposition == Disposition.REPLACE ? List.of(place) : List.of(),
        /* ownerApproval= */ false,
        overlap,
        overlap == KindCapabilities.Overlap.NONE ? 1 : 2,
        Pace.usual(),
        Duration.ofMinutes(1),
        exposure,
        "risk: read rights",
        mode,
        1,
        health,
        null,
        List.of(),
        Collections.emptySortedMap());
  }

  WrittenChain preflight(Instant created) {
    return step(Step.PREFLIGHT, Map.of("created", created));
  }

  WrittenChain step(Step step, Map<String, ?> facts) {
    return add("step", Map.of("step", step.text(), "round", 0, "result", "done", "facts", facts));
  }

  /** A place was looked at in a step. */
  WrittenChain place(Step step) {
    return add("place", Map.of("step", step.text(), "round", 0, "at", 0, "result", "done"));
  }

  /** A consumer was asked in a step. */
  WrittenChain asked(Step step, int check, boolean well) {
    return asked(step, 0, check, well);
  }

  WrittenChain asked(Step step, int round, int check, boolean well) {
    return add(
        "health",
        Map.of(
            "step",
            step.text(),
            "round",
            round,
            "check",
            check,
            "asked",
            planned.health().get(check).toString(),
            "well",
            well,
            "note",
            "https://shop.example.com/health answered"));
  }

  WrittenChain blocked(Step step, String reason) {
    return add(
        "step", Map.of("step", step.text(), "round", 0, "result", "blocked", "reason", reason));
  }

  WrittenChain decided(String verb) {
    return add("decision", decision(planned, verb, "olga@example.com"));
  }

  /** A decision's entry, as far as a fold reads it. */
  public static Map<String, Object> decision(PlannedRotation planned, String verb, String person) {
    Statement statement =
        new Statement(
            planned.id().campaign(),
            new RotationsSubject(planned.shown(), 1),
            Verb.valueOf(verb.toUpperCase(Locale.ROOT).replace('-', '_')),
            new PersonName(person),
            "because",
            START,
            START.plusSeconds(3600),
            verb.equals("add-consumer")
                ? new TreeMap<>(Map.of(Statement.PLACE, "bao-prod:secret/missed#id=/aws/id"))
                : new TreeMap<>());
    return Map.of("verb", verb, "person", person, "text", statement.text());
  }

  WrittenChain add(String type, Map<String, ?> body) {
    String chain = planned.id().toString();
    Head head = entries.isEmpty() ? Head.start(chain) : entries.getLast().head();
    entries.add(Entry.after(head, chain, START.plusSeconds(entries.size()), type, body));
    return this;
  }

  Past past() {
    return new Past(planned, entries);
  }
}
