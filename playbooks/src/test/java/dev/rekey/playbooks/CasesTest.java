// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.Cases;
import dev.rekey.planning.Playbook;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.Lane;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a playbook says of some credentials only, it says of those and of no others. */
@Timeout(60)
class CasesTest {

  private static final String HEAD =
      "playbook: x\nfor: {connector: aws, kind: iam-access-key}\nobserve: {for: 12h}\ncases:\n";

  private static WrittenPlaybook written(String text) {
    return switch (PlaybookReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8))) {
      case Reading.Read<Playbook>(Playbook playbook) ->
          new WrittenPlaybook("x.yaml", text, playbook);
      case Reading.Wrong<Playbook>(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  private static LeakedCredential credential(Privilege privilege, String... places) {
    SystemName aws = new SystemName("aws-prod");
    List<Place> held = new ArrayList<>();
    for (String place : places) {
      held.add(Place.of(new SystemName("bao"), place, Map.of("secret", "/s")));
    }
    return new LeakedCredential(
        new Lane(aws, new IdentityName("billing"), new Kind("iam-access-key")),
        new CredentialId("AKIA1"),
        new TeamName("payments"),
        privilege,
        Disposition.REPLACE,
        held,
        "ticket 12");
  }

  private static Cases.Fit fit(WrittenPlaybook written, LeakedCredential credential) {
    return WrittenCases.of(List.of(written)).fit(written.playbook(), credential);
  }

  private static boolean holds(String when, LeakedCredential credential) {
    WrittenPlaybook written = written(HEAD + "  - when: " + when + "\n    approve: all\n");
    return fit(written, credential).approval() == ApprovalRule.ALL;
  }

  @Test
  void theFirstCaseThatHoldsIsTakenAndWhatItLeavesOutIsAsOfAll() {
    WrittenPlaybook written =
        written(
            HEAD
                + """
                  - when: credential.privilege == "admin" || size(credential.consumers) > 1
                    approve: all
                    observe: {for: 2d}
                  - when: credential.privilege != "read"
                    revoke: {soak: 1h}
                """);

    Cases.Fit admin = fit(written, credential(Privilege.ADMIN));
    Cases.Fit write = fit(written, credential(Privilege.WRITE, "secret/a"));
    Cases.Fit read = fit(written, credential(Privilege.READ, "secret/a"));

    assertThat(admin.approval()).isEqualTo(ApprovalRule.ALL);
    assertThat(admin.pace().observeFor()).isEqualTo(Duration.ofDays(2));
    assertThat(admin.pace().observeAtMost()).isEqualTo(Duration.ofDays(2));
    assertThat(admin.pace().soak()).isEqualTo(Duration.ofMinutes(30));
    assertThat(admin.because()).isEqualTo("case 1 of x");
    assertThat(fit(written, credential(Privilege.READ, "secret/a", "secret/b")).because())
        .isEqualTo("case 1 of x");
    assertThat(write.pace().soak()).isEqualTo(Duration.ofHours(1));
    assertThat(write.pace().observeFor()).isEqualTo(Duration.ofHours(12));
    assertThat(write.approval()).isEqualTo(ApprovalRule.ADMIN);
    assertThat(read).isEqualTo(Cases.Fit.usual(written.playbook()));
  }

  @Test
  void conditionsSpeakOfAllThatIsKnownOfACredential() {
    LeakedCredential held = credential(Privilege.WRITE, "secret/apps/ci");
    for (String when :
        List.of(
            "credential.system == 'aws-prod' && credential.identity == 'billing'",
            "credential.kind == 'iam-access-key' && credential.id.startsWith('AKIA')",
            "credential.owner in ['payments', 'shipping'] && credential.exposure.contains('12')",
            "credential.disposition == 'replace' && !consumers.unknown",
            "credential.consumers.exists(place, place.matches('^bao:secret/apps/ci#.*'))",
            "credential.consumers.all(place, place.size() < 100)")) {
      assertThat(holds(when, held)).as(when).isTrue();
    }
    assertThat(holds("consumers.unknown", credential(Privilege.WRITE))).isTrue();
    assertThat(holds("consumers.unknown", held)).isFalse();
  }

  @Test
  void whoApprovesCanBeKeptAsOfAll() {
    WrittenPlaybook written =
        written(HEAD + "  - {when: 'true', approve: all, prove: {times: 9}}\n");
    Cases kept = WrittenCases.of(List.of(written)).keepingApproval();

    Cases.Fit fit = kept.fit(written.playbook(), credential(Privilege.READ));

    assertThat(fit.approval()).isEqualTo(ApprovalRule.ADMIN);
    assertThat(fit.pace().proveTimes()).isEqualTo(9);
  }

  @Test
  void whatHasNoAnswerIsToldWithTheCredential() {
    assertThatThrownBy(
            () -> holds("credential.consumers[3] == 'x'", credential(Privilege.READ, "secret/a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no answer for aws-prod/billing/iam-access-key/AKIA1")
        .hasMessageContaining("Index out of bounds: 3");
  }

  @Test
  void noConditionRunsLong() {
    String nested = "credential.consumers.all(p, p != 'x')";
    for (int i = 0; i < 6; i++) {
      nested = "credential.consumers.all(p%d, %s)".formatted(i, nested);
    }
    String[] places = new String[60];
    Arrays.setAll(places, i -> "secret/" + i);
    String deep = nested;

    assertThatThrownBy(() -> holds(deep, credential(Privilege.READ, places)))
        .hasMessageContaining("has no answer for");
    assertThat(
            holds(
                "false || ('" + "a".repeat(300) + "').matches('^(a+)+b$')",
                credential(Privilege.READ)))
        .isFalse();
  }

  @Test
  void aKindOfASystemsOwnGoesByTheCasesOfThePlaybookThatItTakes() {
    WrittenPlaybook written = written(HEAD + "  - {when: 'true', approve: all}\n");
    Playbook usual = written.playbook();
    Playbook derived =
        Playbook.of(
            "x-vpn-key",
            usual.connector(),
            new Kind("vpn-key"),
            usual.approval(),
            usual.canary(),
            usual.waveSize(),
            usual.pace(),
            usual.brake(),
            usual.defaultSelectors());

    assertThat(
            WrittenCases.of(List.of(written)).fit(derived, credential(Privilege.READ)).approval())
        .isEqualTo(ApprovalRule.ALL);
  }
}
