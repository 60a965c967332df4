// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.evidence.Digest;
import dev.rekey.planning.scope.KnownKind;
import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Lane;
import dev.rekey.words.PersonName;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small world for tests: two AWS accounts, a vault that holds places, one playbook. */
public final class Samples {

  public static final SystemName AWS = new SystemName("aws-prod");
  public static final SystemName AWS_TEST = new SystemName("aws-test");
  public static final SystemName BAO = new SystemName("bao");
  public static final Kind KEY = new Kind("iam-access-key");
  public static final Map<String, String> SELECTORS =
      Map.of("id", "/aws/access_key_id", "secret", "/aws/secret_access_key");
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private Samples() {}

  public static KindCapabilities capabilities(KindCapabilities.Overlap overlap) {
    return new KindCapabilities(
        KEY,
        List.of("id", "secret"),
        KindCapabilities.Issue.CALL,
        overlap,
        2,
        KindCapabilities.Listing.FULL,
        KindCapabilities.LastUsed.EXACT,
        KindCapabilities.Disable.YES,
        KindCapabilities.Revoke.BY_ID,
        false,
        Duration.ofMinutes(1),
        Duration.ZERO);
  }

  public static KnownSystems systems() {
    return systems(KindCapabilities.Overlap.YES);
  }

  public static KnownSystems systems(KindCapabilities.Overlap overlap) {
    Map<Kind, KnownKind> kinds = Map.of(KEY, KnownKind.of(capabilities(overlap), SELECTORS));
    return KnownSystems.of(
        List.of(
            KnownSystem.of(AWS, "aws", kinds, false),
            KnownSystem.of(AWS_TEST, "aws", kinds, false),
            KnownSystem.of(BAO, "openbao", Map.of(), true)));
  }

  public static Playbook playbook(int canary, int waveSize, ApprovalRule approval) {
    return Playbook.of(
        "aws-iam-access-key",
        "aws",
        KEY,
        approval,
        canary,
        waveSize,
        Pace.usual(),
        BrakeRule.usual(),
        SELECTORS);
  }

  public static Lane lane(SystemName system, String identity) {
    return new Lane(system, new IdentityName(identity), KEY);
  }

  public static Place place(String location) {
    return Place.of(BAO, location, SELECTORS);
  }

  public static LeakedCredential credential(Lane lane, String id, Privilege privilege) {
    return credential(lane, id, privilege, Disposition.REPLACE);
  }

  public static LeakedCredential credential(
      Lane lane, String id, Privilege privilege, Disposition disposition) {
    return new LeakedCredential(
        lane,
        new CredentialId(id),
        new TeamName("payments"),
        privilege,
        disposition,
        List.of(place("secret/apps/" + id)),
        "listed in leaked.csv");
  }

  /** The same credential, held at these places. */
  public static LeakedCredential held(LeakedCredential credential, List<Place> places) {
    return new LeakedCredential(
        credential.lane(),
        credential.id(),
        credential.owner(),
        credential.privilege(),
        credential.disposition(),
        places,
        credential.exposure());
  }

  /** The same credential, of which a row says this, or nothing. */
  public static LeakedCredential exposed(LeakedCredential credential, String exposure) {
    return new LeakedCredential(
        credential.lane(),
        credential.id(),
        credential.owner(),
        credential.privilege(),
        credential.disposition(),
        credential.places(),
        exposure);
  }

  public static ScopeRow row(int line, LeakedCredential credential) {
    return new ScopeRow("leaked.csv", line, RowState.RESOLVED, credential, "", "as listed");
  }

  public static ScopeRow unresolved(int line) {
    return new ScopeRow("leaked.csv", line, RowState.UNRESOLVED, null, "owner: empty", "as listed");
  }

  public static Incident incident() {
    return new Incident(
        "build server breached",
        Instant.parse("2026-11-01T00:00:00Z"),
        Instant.parse("2026-11-20T00:00:00Z"),
        Instant.parse("2026-11-23T00:00:00Z"));
  }

  public static PlanRequest request(List<ScopeRow> scope, Playbook... playbooks) {
    return new PlanRequest(
        new CampaignName("build-2026-11"),
        1,
        new PersonName("alice@example.com"),
        NOW,
        incident(),
        1,
        Digest.ofText("roster"),
        scope,
        systems(),
        List.of(playbooks),
        Set.of());
  }
}
