// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.planning.Mode;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.spi.Access;
import dev.rekey.spi.Health;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.ListedCredential;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.ReadOnlyClient;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Disposition;
import dev.rekey.words.Grade;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Lane;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.Rejection;
import dev.rekey.words.RotationId;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A look says what would be held, and no effect can pass a client that only reads. */
@Timeout(30)
class LookTest {

  private static final SystemName AWS = new SystemName("aws-prod");
  private static final Place PLACE =
      Place.of(
          new SystemName("bao-prod"),
          "secret/apps/pay",
          Map.of("id", "/aws/id", "secret", "/aws/secret"));
  private static final Instant CUT_OFF = Instant.parse("2026-11-20T00:00:00Z");

  private final FakeReads system = new FakeReads();

  private static PlannedRotation planned(String exposure) {
    return new PlannedRotation(
        new RotationId(
            new CampaignName("leak"),
            new Lane(AWS, FakeReads.IDENTITY, FakeReads.KIND),
            FakeReads.LEAKED),
        1,
        1,
        1,
        1,
        Disposition.REPLACE,
        Privilege.WRITE,
        new TeamName("payments"),
        List.of(PLACE),
        false,
        Overlap.YES,
        2,
        Pace.usual(),
        Duration.ofSeconds(10),
        exposure,
        "risk: write rights",
        Mode.SWAP,
        1,
        List.of(HealthCheck.parse("web:https://shop.example.com/health")),
        null,
        List.of(),
        Collections.emptySortedMap());
  }

  private Finding look() {
    return new Look(planned(""), _ -> new ReadOnlyClient(system), CUT_OFF, Set.of(FakeReads.LEAKED))
        .find();
  }

  private void requireHeld(HeldReason reason, String detail) {
    assertThat(look().holds())
        .anySatisfy(hold -> {
          assertThat(hold.reason()).isEqualTo(reason);
          assertThat(hold.detail()).contains(detail);
        });
  }

  @Test
  void whatIsAsPlannedGoesThroughWithTheBestGradeAndReadsAllOfIt() {
    Finding finding = look();

    assertThat(finding.holds()).isEmpty();
    assertThat(finding.grade()).isEqualTo(Grade.REFUSED);
    assertThat(system.reads)
        .containsExactly("ask", "check", "list", "use", "rights", "read", "probe");
  }

  @Test
  void eachThingInTheWayIsSaid() {
    system.access = new Outcome.Done<>(new Access("rekey", List.of("iam:CreateAccessKey")));
    requireHeld(HeldReason.REJECTED, "iam:CreateAccessKey");
    system.health = new Outcome.Done<>(new Health(false, "answered 503 (expected: 200)"));
    requireHeld(HeldReason.UNHEALTHY, "https://shop.example.com/health answered 503");
    system.health = new Outcome.Rejected<>(Rejection.INVALID, "host shop.example.com");
    requireHeld(HeldReason.REJECTED, "host shop.example.com");
    system.use = new Outcome.Throttled<>(Duration.ofSeconds(1), "iam:GetAccessKeyLastUsed: no");
    requireHeld(HeldReason.UNREACHABLE, "iam:GetAccessKeyLastUsed");
    system.missing = List.of("update on secret/data/apps/pay");
    requireHeld(HeldReason.REJECTED, "lacks [update");
    system.held = "AKIAOTHER";
    requireHeld(HeldReason.CONFLICT, "holds another credential");
    system.listed.add(
        new ListedCredential(new CredentialId("AKIASTRANGE"), FakeReads.CREATED, true, null));
    requireHeld(HeldReason.STRANGER, "AKIASTRANGE");
    requireHeld(HeldReason.SLOTS_FULL, "all 2 slots");
    system.listed.clear();
    requireHeld(HeldReason.MISMATCH, "is not listed");
    system.listed.add(new ListedCredential(FakeReads.LEAKED, CUT_OFF.plusSeconds(1), true, null));
    requireHeld(HeldReason.MISMATCH, "after the cut-off");
    system.listed.clear();
    system.listed.add(new ListedCredential(FakeReads.LEAKED, null, true, null));
    requireHeld(HeldReason.MISMATCH, "does not say when it was made");
  }

  @Test
  void whatIsNotReachedHasNoGradeAndADeadValueOnlyTheListsOne() {
    system.verdict = new Verdict.Refused("403 InvalidClientTokenId");
    assertThat(look().grade()).isEqualTo(Grade.ABSENT);
    assertThat(look().notes()).anyMatch(note -> note.contains("refused already"));
    system.access = new Outcome.Unknown<>("connection refused");
    assertThat(look().grade()).isNull();
    requireHeld(HeldReason.UNREACHABLE, "connection refused");
  }

  @Test
  void noEffectPassesAClientThatOnlyReads() {
    ReadOnlyClient client = new ReadOnlyClient(system);
    Issuer issuer = client.issuer(FakeReads.KIND);
    Places places = client.places();
    try (CredentialValue value = FakeReads.value("AKIANEW")) {
      List<Consumer<Issuer>> effects =
          List.of(
              one -> one.issue(FakeReads.IDENTITY, "label"),
              one -> one.choose(FakeReads.IDENTITY),
              one -> one.install(FakeReads.IDENTITY, value, FakeReads.LEAKED, "label"),
              one -> one.disable(FakeReads.IDENTITY, FakeReads.LEAKED),
              one -> one.enable(FakeReads.IDENTITY, FakeReads.LEAKED),
              one -> one.revoke(FakeReads.IDENTITY, FakeReads.LEAKED));
      for (Consumer<Issuer> effect : effects) {
        assertThatThrownBy(() -> effect.accept(issuer))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("this client only reads");
      }
      assertThatThrownBy(() -> places.write(PLACE, value, new PlaceVersion("1")))
          .hasMessageContaining("this client only reads");
      assertThatThrownBy(() -> places.destroyVersions(PLACE, value))
          .hasMessageContaining("this client only reads");
    }
    assertThat(system.reads).isEmpty();
  }
}
