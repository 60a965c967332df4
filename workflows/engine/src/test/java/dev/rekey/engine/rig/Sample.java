// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.planning.Deadline;
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
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.RotationId;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lane with its leaked keys, as a plan lays it down; each test has a campaign of its own. */
public record Sample(
    CampaignName campaign,
    SystemName system,
    String identity,
    Disposition disposition,
    boolean ownerApproval,
    int places,
    int turns,
    Pace pace,
    KindCapabilities.Overlap overlap,
    int quorum,
    List<HealthCheck> health,
    @Nullable Deadline deadline) {

  public static final SystemName AWS = new SystemName("aws-prod");
  public static final SystemName BAO = new SystemName("bao");
  public static final TeamName PAYMENTS = new TeamName("payments");

  /** A replacement that its owner approves, held by two places. */
  public static Sample of(String name) {
    return new Sample(
        new CampaignName(name),
        AWS,
        "ci-" + name,
        Disposition.REPLACE,
        /* ownerApproval= */ true,
        2,
        1,
        Pace.usual(),
        KindCapabilities.Overlap.YES,
        1,
        List.of(),
        null);
  }

  public Sample unasked() {
    return new Sample(
        campaign,
        system,
        identity,
        disposition,
        false,
        places,
        turns,
        pace,
        overlap,
        quorum,
        health,
        deadline);
  }

  public Sample disposed(Disposition other) {
    return new Sample(
        campaign,
        system,
        identity,
        other,
        ownerApproval,
        places,
        turns,
        pace,
        overlap,
        quorum,
        health,
        deadline);
  }

  public Sample in(SystemName other) {
    return new Sample(
        campaign,
        other,
        identity,
        disposition,
        ownerApproval,
        places,
        turns,
        pace,
        overlap,
        quorum,
        health,
        deadline);
  }

  public Sample of(CampaignName other, String who) {
    return new Sample(
        other,
        system,
        who,
        disposition,
        ownerApproval,
        places,
        turns,
        pace,
        overlap,
        quorum,
        health,
        deadline);
  }

  public Sample turns(int number) {
    return new Sample(
        campaign,
        system,
        identity,
        disposition,
        ownerApproval,
        places,
        number,
        pace,
        overlap,
        quorum,
        health,
        deadline);
  }

  public Sample places(int number) {
    return new Sample(
        campaign,
        system,
        identity,
        disposition,
        ownerApproval,
        number,
        turns,
        pace,
        overlap,
        quorum,
        health,
        deadline);
  }

  public Sample at(Pace other) {
    return new Sample(
        campaign,
        system,
        identity,
        disposition,
        ownerApproval,
        places,
        turns,
        other,
        overlap,
        quorum,
        health,
        deadline);
  }

  /** So many people have to approve it. */
  public Sample approvedBy(int people) {
    return new Sample(
        campaign,
        system,
        identity,
        disposition,
        ownerApproval,
        places,
        turns,
        pace,
        overlap,
        people,
        health,
        deadline);
  }

  /** It is to be dead by then. */
  public Sample due(Deadline other) {
    return new Sample(
        campaign,
        system,
        identity,
        disposition,
        ownerApproval,
        places,
        turns,
        pace,
        overlap,
        quorum,
        health,
        other);
  }

  /** The same, asked for last, whose consumers are asked whether they are well. */
  public Sample asking(String... checks) {
    return new Sample(
        campaign,
        system,
        identity,
        disposition,
        ownerApproval,
        places,
        turns,
        pace,
        overlap,
        quorum,
        Stream.of(checks).map(HealthCheck::parse).toList(),
        deadline);
  }

  /** One value, replaced in place. */
  public Sample inPlace() {
    return new Sample(
        campaign,
        system,
        identity,
        disposition,
        ownerApproval,
        places,
        turns,
        pace,
        KindCapabilities.Overlap.NONE,
        quorum,
        health,
        deadline);
  }

  public Lane lane() {
    return new Lane(system, new IdentityName(identity), new Kind("iam-access-key"));
  }

  /** The lane's rotations, in turn. */
  public List<PlannedRotation> planned() {
    return IntStream.rangeClosed(1, turns).mapToObj(this::planned).toList();
  }

  private PlannedRotation planned(int turn) {
    String key = "AKIA-%s-%d".formatted(identity, turn);
    List<Place> held =
        IntStream.range(0, places)
            .mapToObj(at ->
                Place.of(BAO, "secret/%s/%d/%d".formatted(identity, turn, at), Map.of("id", "/k")))
            .toList();
    return new PlannedRotation(
        new RotationId(campaign, lane(), new CredentialId(key)),
        1,
        turn,
        turn,
        turns,
        disposition,
        Privilege.WRITE,
        PAYMENTS,
        held,
        ownerApproval,
        overlap,
        2,
        pace,
        Duration.ZERO,
        "listed in leaked.csv",
        "canary",
        dev.rekey.planning.Mode.SWAP,
        quorum,
        health,
        deadline,
        List.of(),
        Collections.emptySortedMap());
  }
}
