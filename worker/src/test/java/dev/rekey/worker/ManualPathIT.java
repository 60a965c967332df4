// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Desk;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A system without a connector, from a row of a list to a closed campaign, by people's hands; and a
 * vault that people write and Rekey reads, there, back, and there again.
 */
@Together
@ExtendWith(OneRekey.class)
@Timeout(1500)
class ManualPathIT {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final String OLD_VALUE = "leaked-value-of-the-sheets-token";
  private static final String NEW_VALUE = "fresh-value-of-the-sheets-token";
  private static final String VAULT_PLACE =
      "bao-hands:secret/apps/by-hand#id=/aws/access_key_id&secret=/aws/secret_access_key";

  @Test
  void whatNoCallDoesPeopleDoAndTwoOfThemAttest(SharedRekey rekey) {
    World world = World.shared();
    world.put("apps/sheets", Map.of("sheets", Map.of("token", OLD_VALUE), "neighbour", "stays"));
    Responders people = rekey.in("manual-path");
    Leak leak = new Leak("by-hand", world.leak("by-hand"), List.of("apps/by-hand"));
    world.place("apps/by-hand", leak.id());
    begin(people, world, leak);
    Desk desk = new Desk(people);

    JsonNode issue = desk.task("smartsheet", "issue");
    requireTask(issue);
    assertThat(desk.value(issue, OLD_VALUE).body()).contains("is the leaked one");
    assertThat(desk.statement(issue, "done").status()).isEqualTo(409);
    assertThat(desk.otherValue(issue, NEW_VALUE).body()).contains("not the one that alice");
    assertThat(desk.value(issue, NEW_VALUE).status()).isEqualTo(200);
    assertThat(desk.value(issue, "another").body()).contains("a second one changes nothing");
    desk.attest("smartsheet");
    requireWritten(desk);
    desk.attest("smartsheet");

    JsonNode revoke = desk.task("smartsheet", "revoke");
    assertThat(world.read("apps/sheets").get("sheets").get("token").stringValue())
        .isEqualTo(NEW_VALUE);
    assertThat(world.read("apps/sheets").get("neighbour").stringValue()).isEqualTo("stays");
    assertThat(desk.statement(people.bob, people.alice, revoke, "I did").body())
        .contains("which is no key of alice@example.com");
    assertThat(desk.statement(revoke, "revoked tok-1; 401 since").status()).isEqualTo(200);
    desk.attest("smartsheet");

    JsonNode retired = desk.task("fileshare", "revoke");
    assertThat(desk.statement(retired, "account closed").status()).isEqualTo(200);
    desk.attest("fileshare");

    new HandWrittenVault(world, desk, leak).writtenBackAndWrittenAgain();

    people.until("all proven", PATIENCE, () -> people.count("proven") == 3);
    assertThat(desk.tasks())
        .allSatisfy(task ->
            assertThat(task.get("state").stringValue())
                .isEqualTo(
                    task.get("rotation").stringValue().contains("/aws-prod/")
                        ? "checked"
                        : "attested"));
    byte[] certificate = people.close();
    assertThat(CertificateVerifier.verify(certificate, Optional.empty()).findings()).isEmpty();
    assertThat(new String(certificate, StandardCharsets.UTF_8))
        .contains("\"grade\":\"attested\"", "revoked tok-1; 401 since", "rekey/task/v1")
        .contains("\"type\":\"revealed\"", "the page was closed too soon")
        .contains("the place does not hold it yet")
        .doesNotContain(NEW_VALUE, OLD_VALUE, world.secret(leak.id()));
    rekey.aftermath().requireTidy("manual-path");
    assertThat(desk.value(issue, "late").body()).contains("changes nothing");
  }

  private static void begin(Responders people, World world, Leak leak) {
    people.addSystem(
        "smartsheet",
        "manual",
        Map.of(
            "title", "Smartsheet",
            "hands", "office-it",
            "kinds", "api-token",
            "instructions", "Account > API access, as {identity}."),
        600);
    people.addSystem("fileshare", "manual", Map.of(), 600);
    people.addSystem("forms", "manual", Map.of("title", "The vendor's page"), 600);
    Map<String, String> readOnly = new TreeMap<>(world.baoSettings());
    readOnly.putAll(Map.of("places", "by-hand", "hands", "office-it"));
    people.addSystem("bao-hands", "openbao", readOnly, 600);
    people.begin();
    JsonNode taken =
        people.intake(
            """
            system,identity,kind,credential_id,owner,privilege,disposition,places
            smartsheet,svc-sheets,api-token,tok-1,payments,write,replace,bao-prod:secret/apps/sheets#secret=/sheets/token;forms:Admin/Integrations#secret=token
            fileshare,svc-files,credential,tok-9,payments,write,retire,
            aws-prod,by-hand,iam-access-key,%s,payments,write,replace,"%s"
            """
                .formatted(leak.id(), VAULT_PLACE));
    assertThat(taken.get("resolved").intValue()).isEqualTo(3);
    assertThat(people.plan("none").get("warnings").toString())
        .contains("2 done by hand, by tasks, for want of a call; the best grade is attested");
    people.startApproved();
  }

  /** A place that only people write: what to write is shown once, and again only for a reason. */
  private static void requireWritten(Desk desk) {
    JsonNode write = desk.task("smartsheet", "write");
    assertThat(write.get("place").stringValue()).isEqualTo("forms:Admin/Integrations#secret=token");
    assertThat(write.get("instructions").stringValue())
        .contains("to `Admin/Integrations` in The vendor's page: secret into `token`")
        .doesNotContain(NEW_VALUE);
    Api.Answer shown = desk.reveal(write, "");
    assertThat(shown.good().get("parts").get("secret").stringValue())
        .isEqualTo(Base64.getEncoder().encodeToString(NEW_VALUE.getBytes(StandardCharsets.UTF_8)));
    assertThat(desk.reveal(write, "").body()).contains("shown 1 times already");
    assertThat(desk.reveal(write, "the page was closed too soon").status()).isEqualTo(200);
    assertThat(desk.value(write, "anything").body()).contains("expected: a statement, no value");
    assertThat(desk.statement(write, "typed it in, saved").status()).isEqualTo(200);
    assertThat(desk.reveal(write, "once more").body()).contains("was handed in at");
  }

  private static void requireTask(JsonNode task) {
    assertThat(task.get("hands").stringValue()).isEqualTo("office-it");
    assertThat(task.get("instructions").stringValue())
        .contains("`tok-1` of `svc-sheets` in Smartsheet")
        .contains("Account > API access, as svc-sheets.")
        .doesNotContain(OLD_VALUE);
  }
}
