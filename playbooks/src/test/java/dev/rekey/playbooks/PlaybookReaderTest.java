// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.BrakeRule;
import dev.rekey.planning.Deadline.Action;
import dev.rekey.planning.DeadlineRule;
import dev.rekey.planning.Pace;
import dev.rekey.planning.Playbook;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.words.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class PlaybookReaderTest {

  private static Stream<Corpus.Example> valid() {
    return Corpus.in("valid");
  }

  private static Stream<Corpus.Example> invalid() {
    return Corpus.in("invalid");
  }

  private static Playbook playbook(Corpus.Example example) {
    Reading<Playbook> reading = PlaybookReader.read(example.name(), example.content());
    assertThat(reading).isInstanceOf(Reading.Read.class);
    return ((Reading.Read<Playbook>) reading).value();
  }

  private static Playbook valid(String name) {
    return playbook(valid().filter(each -> each.name().equals(name)).findFirst().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("valid")
  void takesASoundPlaybook(Corpus.Example example) {
    assertThat(playbook(example).name()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void tellsAllMistakesOfAWrongOne(Corpus.Example example) {
    Reading<Playbook> reading = PlaybookReader.read(example.name(), example.content());

    assertThat(reading).isInstanceOf(Reading.Wrong.class);
    List<Mistake> mistakes = ((Reading.Wrong<Playbook>) reading).mistakes();
    assertThat(mistakes).extracting(Mistake::toString).isEqualTo(example.expected());
    assertThat(example.namedAfter(mistakes)).isTrue();
  }

  @Test
  void readsEveryKey() {
    assertThat(valid("all-keys.yaml"))
        .isEqualTo(
            Playbook.of(
                    "slow-and-careful",
                    "aws",
                    new Kind("iam-access-key"),
                    ApprovalRule.ALL,
                    1,
                    10,
                    new Pace(
                        10,
                        Duration.ofSeconds(90),
                        Duration.ofHours(1),
                        Duration.ofHours(12),
                        Duration.ofDays(3),
                        Duration.ofDays(1),
                        20,
                        Duration.ofMinutes(10),
                        Duration.ofDays(2),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1)),
                    new BrakeRule(20, 5),
                    Map.of("id", "/k", "secret", "/s"))
                .approvedBy(2)
                .due(new DeadlineRule(Duration.ofDays(3), Action.EXTEND)));
  }

  @Test
  void takesWhatIsUsualForWhatIsLeftOut() {
    Playbook least = valid("least.yaml");

    assertThat(least.pace()).isEqualTo(Pace.usual());
    assertThat(least.approval()).isEqualTo(ApprovalRule.ADMIN);
    assertThat(least.brake()).isEqualTo(BrakeRule.usual());
    assertThat(least.canary()).isEqualTo(3);
    assertThat(least.waveSize()).isEqualTo(100);
    assertThat(least.defaultSelectors()).isEmpty();
    assertThat(least.pace().brownout()).isZero();
    assertThat(valid("brownout.yaml").pace().brownout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(least.deadline()).isEqualTo(DeadlineRule.USUAL);
    assertThat(valid("cut-at-deadline.yaml").deadline())
        .isEqualTo(new DeadlineRule(Duration.ofDays(3), Action.CUT));
    assertThat(valid("small-wave.yaml").canary()).isEqualTo(2);
    assertThat(valid("long-observation.yaml").pace().observeAtMost()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void shipsAPlaybookForAwsAccessKeys() {
    Playbook shipped = PlaybookLibrary.shipped().getFirst();

    assertThat(shipped.name()).isEqualTo("aws-iam-access-key");
    assertThat(shipped.kind()).isEqualTo(new Kind("iam-access-key"));
    // A leaked key may be in use by the attacker, so it is not waited for (ADR 5).
    assertThat(shipped.pace().observeFor()).isZero();
    assertThat(shipped.pace().soak()).isEqualTo(Pace.usual().soak());
    assertThat(shipped.pace().proveWindow()).isEqualTo(Pace.usual().proveWindow());
    assertThat(shipped.defaultSelectors())
        .containsEntry("id", "/aws/access_key_id")
        .containsEntry("secret", "/aws/secret_access_key");
  }

  @Test
  void shipsPlaybooksForOpenBaosSecretIdsAndTokens() {
    Playbook secretId = shipped("openbao-approle-secret-id");
    Playbook token = shipped("openbao-token");

    for (Playbook shipped : List.of(secretId, token)) {
      assertThat(shipped.connector()).isEqualTo("openbao");
      assertThat(shipped.kind()).isEqualTo(new Kind(shipped.name()));
      assertThat(shipped.approval()).isEqualTo(ApprovalRule.ADMIN);
      // The server does not tell use: consumers that keep it in memory get a while by the clock.
      assertThat(shipped.pace().observeFor()).isEqualTo(Duration.ofMinutes(15));
      assertThat(shipped.pace().observeAtMost()).isEqualTo(Duration.ofMinutes(15));
      assertThat(shipped.pace().soak()).isZero();
    }
    assertThat(secretId.defaultSelectors())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("role-id", "/approle/role_id", "secret-id", "/approle/secret_id"));
    assertThat(token.defaultSelectors()).containsExactlyEntriesOf(Map.of("token", "/token"));
    // A fifth refusal within 15 minutes would lock the role for its other consumers.
    assertThat(secretId.pace().proveTimes()).isLessThan(5);
  }

  @Test
  void shipsPlaybooksForThePasswordsOfOneRoleAndOfPairs() {
    Playbook single = shipped("postgres-role-password");
    Playbook pair = shipped("postgres-dual-password");

    // With one password the old one is dead at once, so that there is nothing to wait for.
    assertThat(single.pace().observeFor()).isZero();
    assertThat(pair.pace().observeFor()).isEqualTo(Duration.ofMinutes(15));
    assertThat(pair.defaultSelectors()).isEqualTo(single.defaultSelectors());
    assertThat(pair.defaultSelectors().keySet()).containsExactlyInAnyOrder("role", "password");
  }

  private static Playbook shipped(String name) {
    return PlaybookLibrary.shipped().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
