// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.CredentialId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was done by hand counts only with the signature of somebody who has the hands. */
@Timeout(60)
class HandWorkTest {

  private static final String OLD = SmallCampaign.KILLED;
  private static final String CHAIN = Script.chain(OLD);
  private static final String OPERATION = "revoke/1";

  private final SmallCampaign campaign = new SmallCampaign();
  private final Signer hugo = Signer.of("hugo@example.com", Set.of(), "office-it");
  private final Signer anna = Signer.of("anna@example.com", Set.of(Role.AUDITOR));

  HandWorkTest() {
    campaign.roster =
        Signer.roster(
            campaign.carol,
            campaign.alice,
            campaign.bob,
            campaign.dave,
            campaign.olga,
            campaign.otto,
            hugo,
            anna);
  }

  private static TaskStatement says(
      Signer person, String operation, TaskAct act, @Nullable CredentialId credential) {
    return new TaskStatement(
        SmallCampaign.NAME,
        CHAIN,
        operation,
        act,
        Digest.ofText("instructions"),
        person.name(),
        "revoked it; 401 since",
        credential,
        credential == null ? null : Digest.ofText("salt and value"),
        Script.START,
        Script.START.plus(Duration.ofHours(1)));
  }

  private static SignedStatement signed(Signer key, TaskStatement says) {
    return new SignedStatement(says.text(), key.key().sign(says.bytes(), Statement.NAMESPACE));
  }

  private List<String> findings(@Nullable SignedStatement signed) {
    Script script = Script.revokeNow(OLD, campaign.approvalOf(CHAIN));
    Map<String, Object> intent =
        script.lines.get(script.index("intent", "effect", "revoke")).body();
    intent.putAll(Map.of("by", "hand", "hands", "office-it"));
    if (signed != null) {
      script.put("outcome", "operation", OPERATION, "signed", new TreeMap<>(signed.toJson()));
    }
    campaign.script(script);
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  private List<String> findings(Signer key, TaskStatement says) {
    return findings(signed(key, says));
  }

  @Test
  void whoHasTheHandsTheOwnerAndARespondersSignatureCount() {
    for (Signer person : List.of(hugo, campaign.bob, campaign.alice, campaign.dave)) {
      assertThat(findings(person, says(person, OPERATION, TaskAct.HAND_IN, null)))
          .as(person.name().value())
          .isEmpty();
    }
  }

  @Test
  void nobodysWordIsNotEnough() {
    assertThat(findings(null))
        .singleElement()
        .asString()
        .contains("was done by hand, and nobody signed");
  }

  @Test
  void othersHaveNoHandsInIt() {
    for (Signer person : List.of(anna, campaign.otto, campaign.olga)) {
      assertThat(findings(person, says(person, OPERATION, TaskAct.HAND_IN, null)))
          .as(person.name().value())
          .singleElement()
          .asString()
          .contains("has no hands in it");
    }
  }

  @Test
  void aSignatureOfAnotherKeyOrOverAnotherTextDoesNotCount() {
    TaskStatement says = says(hugo, OPERATION, TaskAct.HAND_IN, null);
    assertThat(findings(anna, says)).singleElement().asString().contains("which is no key of");
    SignedStatement other =
        new SignedStatement(
            says(hugo, "revoke/2", TaskAct.HAND_IN, null).text(), signed(hugo, says).signature());
    assertThat(findings(other)).singleElement().asString().contains("does not fit the statement");
  }

  @Test
  void whatWasSignedAboutAnythingElseDoesNotCount() {
    for (TaskStatement says :
        List.of(
            says(hugo, "revoke/2", TaskAct.HAND_IN, null),
            says(hugo, OPERATION, TaskAct.REVEAL, null),
            says(hugo, OPERATION, TaskAct.HAND_IN, new CredentialId("tok-2")))) {
      assertThat(findings(hugo, says))
          .as(says.text())
          .singleElement()
          .asString()
          .contains("is about something else");
    }
  }
}
