// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.signature.SshKeygen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stranger with any JSON reader, {@code sha256sum} and {@code ssh-keygen}, without a line of ours
 * (promise P10).
 */
@Timeout(120)
class StrangerIT {

  @TempDir private Path folder;

  private boolean accepts(String person, String text, String signature) throws IOException {
    Files.writeString(folder.resolve("signature"), signature);
    return new SshKeygen(folder)
            .run(
                text.getBytes(StandardCharsets.UTF_8),
                "-Y",
                "verify",
                "-f",
                "signers",
                "-I",
                person,
                "-n",
                "decision@rekey.dev",
                "-s",
                "signature")
            .exit()
        == 0;
  }

  @Test
  void canCheckEverySignatureAndWhatWasClosed() throws Exception {
    String file = new String(new SmallCampaign().close().bytes(), StandardCharsets.UTF_8);
    JsonMapper json = JsonMapper.builder().build();
    JsonNode certificate = json.readTree(file);
    JsonNode body = certificate.get("body");
    Files.writeString(folder.resolve("signers"), body.get("roster").get("signers").asString());
    int checked = 0;
    for (JsonNode list : new JsonNode[] {certificate.get("signatures"), body.get("decisions")}) {
      for (JsonNode signed : list) {
        String text = signed.get("text").asString();
        String signature = signed.get("signature").asString();
        String person = json.readTree(text).get("person").asString();
        assertThat(accepts(person, text, signature)).isTrue();
        assertThat(accepts(person, text + " ", signature)).isFalse();
        checked++;
      }
    }
    assertThat(checked).isEqualTo(4);
    String bodyText =
        file.substring("{\"body\":".length(), file.indexOf(",\"certificate\":\"rekey/"));
    String digest =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(bodyText.getBytes(StandardCharsets.UTF_8)));
    assertThat(certificate.get("signatures").get(0).get("text").asString())
        .contains("\"subject\":{\"certificate\":{\"body\":\"sha256:" + digest + "\"}}");
  }
}
