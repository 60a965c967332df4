// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A leaked key whose consumers read it from AWS's own stores, on its way to a closed campaign. */
@Together
@Timeout(300)
class AwsPlacesPathIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String USER = "path-aws-places";
  private static final String SECRET = "path/" + USER;
  private static final String PARAMETER = "/path/" + USER;

  private final World world = World.shared();
  private final SecretsManagerClient secrets = client(SecretsManagerClient.builder()).build();
  private final SsmClient parameters = client(SsmClient.builder()).build();

  private <B extends AwsClientBuilder<B, C>, C> B client(B builder) {
    try {
      JsonNode admin = JSON.readTree(Files.readString(world.moto().adminKeyFile()));
      return builder
          .endpointOverride(world.aws().endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(
                      admin.get("id").stringValue(), admin.get("secret").stringValue())));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  @Test
  void aLeakedKeyIsReplacedInASecretAndInAParameter(@TempDir Path home) {
    String leaked = world.leak(USER);
    String document =
        "{\"aws\":{\"access_key_id\":\"%s\",\"secret_access_key\":\"%s\"},\"neighbour\":\"stays\"}"
            .formatted(leaked, world.secret(leaked));
    secrets.createSecret(r -> r.name(SECRET).secretString(document));
    parameters.putParameter(
        r -> r.name(PARAMETER).value(document).type(ParameterType.SECURE_STRING));

    close(
        home,
        Leak.header()
            + "aws-prod,%s,iam-access-key,%s,payments,write,%s;%s\n"
                .formatted(
                    USER, leaked, "aws-prod:secretsmanager/" + SECRET, "aws-prod:ssm" + PARAMETER));

    List<AccessKeyMetadata> keys = world.keys(USER);
    assertThat(keys).hasSize(1);
    assertThat(keys.getFirst().accessKeyId()).isNotEqualTo(leaked);
    requireReplaced(keys.getFirst().accessKeyId(), secret());
    requireReplaced(keys.getFirst().accessKeyId(), parameter());
    assertThat(world.accepts(leaked, world.secret(leaked))).as("the leaked key").isFalse();
    assertThat(labels()).as("labels of the leaked version").doesNotContain("AWSPREVIOUS");
  }

  private void close(Path home, String csv) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
    try (Embedded rekey = Embedded.start(home, 0, timing, line -> System.out.println(line))) {
      Responders people =
          new Responders(new Api(rekey.settings().port(), rekey.settings().token()), "aws-places");
      people.trustRoster();
      people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
      people.begin();
      assertThat(people.intake(csv).get("resolved").intValue()).isEqualTo(1);
      people.plan("none");
      people.startApproved();
      people.until("all proven", Duration.ofSeconds(200), () -> people.count("proven") == 1);
      Aftermath.requireValid(people.close());
    }
  }

  private void requireReplaced(String id, JsonNode document) {
    assertThat(document.at("/aws/access_key_id").stringValue()).isEqualTo(id);
    assertThat(document.at("/neighbour").stringValue()).isEqualTo("stays");
    assertThat(world.accepts(id, document.at("/aws/secret_access_key").stringValue())).isTrue();
  }

  private JsonNode secret() {
    return JSON.readTree(secrets.getSecretValue(r -> r.secretId(SECRET)).secretString());
  }

  private JsonNode parameter() {
    return JSON.readTree(
        parameters.getParameter(r -> r.name(PARAMETER).withDecryption(true)).parameter().value());
  }

  private List<String> labels() {
    return secrets.listSecretVersionIds(r -> r.secretId(SECRET)).versions().stream()
        .flatMap(version -> version.versionStages().stream())
        .toList();
  }
}
