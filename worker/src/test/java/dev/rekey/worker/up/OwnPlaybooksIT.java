// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Playbooks of an installation, from the folder that its settings name to the plan. */
@Timeout(400)
class OwnPlaybooksIT {

  @TempDir Path home;

  private UpSettings settings() {
    SettingsReader.Sources sources =
        new SettingsReader.Sources(
            "rekey.yaml",
            home,
            "playbooks: own\n".getBytes(StandardCharsets.UTF_8),
            Map.of(),
            Map.of());
    return switch (SettingsReader.read(sources)) {
      case Reading.Read<UpSettings>(UpSettings read) -> read;
      case Reading.Wrong<UpSettings>(List<Mistake> mistakes) -> throw new AssertionError(mistakes);
    };
  }

  @Test
  void plansGoByThemAndTheirDigestCoversThem() throws IOException {
    Path own = Files.createDirectory(home.resolve("own"));
    Path file = own.resolve("hands.yaml");
    Files.writeString(
        file,
        """
        playbook: our-hands
        for: {connector: manual, kind: credential}
        approve: all
        """);

    try (Embedded rekey = Embedded.start(home, settings(), System.out::println)) {
      Api api = new Api(rekey.settings().port(), rekey.settings().token());
      Responders people = new Responders(api, "own-playbooks");
      people.trustRoster();
      people.addSystem("fileshare", "manual", Map.of(), 1);
      people.begin();
      people.intake(Leak.header() + "fileshare,svc,credential,tok-1,payments,write,\n");

      JsonNode plan =
          api.post("/campaigns/own-playbooks/plans", Map.of("author", people.alice.name().value()))
              .good();

      assertThat(plan.get("rotations").get(0).get("ownerApproval").booleanValue()).isTrue();
      assertThat(
              rekey
                  .server()
                  .getBean(JdbcClient.class)
                  .sql("select body from plan where digest = :digest")
                  .param("digest", plan.get("digest").stringValue())
                  .query(String.class)
                  .single())
          .contains("our-hands")
          .doesNotContain("by-hand");
      assertThat(api.get("/playbooks").good().toString())
          .contains(file.toString(), "our-hands", "library/aws-iam-access-key.yaml")
          .doesNotContain("by-hand");
      assertThat(api.get("/playbooks/our-hands").good().get("pace").get("soak").stringValue())
          .isEqualTo("PT30M");
      assertThat(api.get("/playbooks/our-hand").body()).contains("did you mean 'our-hands'?");
    }
  }
}
