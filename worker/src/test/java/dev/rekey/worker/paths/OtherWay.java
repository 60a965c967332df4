// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.sandbox.aws.Fault;
import dev.rekey.sandbox.aws.Faults;
import dev.rekey.words.CredentialId;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Desk;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Person;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import tools.jackson.databind.JsonNode;

/** A user whose keys AWS lets nobody make and delete by a call, as Rekey finds out on the way. */
record OtherWay(Walked walked, Leak leak) {

  private static final int FOR_EVER = 10_000;

  void closeTheCalls() {
    for (String action : List.of("CreateAccessKey", "DeleteAccessKey")) {
      walked
          .world()
          .aws()
          .faults()
          .add(
              new Faults.Rule(
                  Fault.DENIED, Optional.of(action), Optional.of(leak.user()), FOR_EVER));
    }
  }

  /** People make the new key and delete the old one; all else goes its way. */
  void go() {
    Desk desk = new Desk(walked.people());
    walked.untilHeld(leak, "rejected");
    chooseByHand("issue");
    JsonNode issue = desk.task("aws-prod", "issue");
    assertThat(issue.get("instructions").stringValue()).contains("`%s`".formatted(leak.id()));
    String made = inTheConsole(() -> walked.world().leak(leak.user()));
    assertThat(desk.value(issue, new CredentialId("AKIAMISTYPED0000"), "x").status())
        .isEqualTo(200);
    walked.people().until("asked again", Walked.PATIENCE, this::isAskedAgain);
    Api.Answer taken =
        desk.value(
            desk.task("aws-prod", "issue"), new CredentialId(made), walked.world().secret(made));
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    walked.untilHeld(leak, "not-confirmed");
    assertThat(walked.world().read(leak.paths().getFirst()).at("/aws/access_key_id").stringValue())
        .isEqualTo(made);
    chooseByHand("confirm");
    walked.untilHeld(leak, "unattested");
    decide(walked.people().carla, Verb.ATTEST, "its consumer reads it once a week; tried it");
    decide(walked.people().bob, Verb.ATTEST, "tried it too");
    walked.untilHeld(leak, "rejected");
    chooseByHand("revoke");
    JsonNode revoke = desk.task("aws-prod", "revoke");
    inTheConsole(() -> walked.world().iam().deleteAccessKey(this::theLeaked));
    assertThat(desk.statement(revoke, "deleted it in the console").status()).isEqualTo(200);
    walked
        .people()
        .until(
            "proven",
            Walked.PATIENCE,
            () -> walked.rotation(leak).get("state").stringValue().equals("proven"));
    // Nobody but the person has made one.
    assertThat(walked.world().keys(leak.user()))
        .singleElement()
        .satisfies(key -> assertThat(key.accessKeyId()).isEqualTo(made));
  }

  private void chooseByHand(String step) {
    JsonNode held = walked.rotation(leak);
    assertThat(held.get("step").stringValue()).isEqualTo(step);
    assertThat(held.get("remedy").get("otherwise").stringValue())
        .startsWith("rekey by-hand way-back " + leak.id());
    decide(walked.people().olga, Verb.BY_HAND, "AWS lets no call do it");
  }

  private void decide(Person person, Verb verb, String reason) {
    walked.people().decideWaiting(person, verb, reason, this::isThis);
  }

  private void theLeaked(DeleteAccessKeyRequest.Builder request) {
    request.userName(leak.user()).accessKeyId(leak.id());
  }

  private boolean isThis(JsonNode one) {
    return one.get("credential").stringValue().equals(leak.id());
  }

  /** A person does it where no rule stops them; from then on calls are stopped again. */
  private <T> T inTheConsole(Supplier<T> work) {
    walked.world().aws().faults().forget(leak.user());
    T done = work.get();
    closeTheCalls();
    return done;
  }

  private boolean isAskedAgain() {
    return walked.isHeld(leak, "by-hand")
        && walked.rotation(leak).get("note").stringValue().contains("is not listed for");
  }
}
