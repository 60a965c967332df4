// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A world's Secrets Manager and Systems Manager, as consumers and operators use them. */
public final class AwsStores implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final World world;
  private final SecretsManagerClient secrets;
  private final SsmClient parameters;

  private AwsStores(World world, AwsBasicCredentials admin) {
    this.world = world;
    this.secrets = client(SecretsManagerClient.builder(), admin).build();
    this.parameters = client(SsmClient.builder(), admin).build();
  }

  public static AwsStores of(World world) {
    try {
      JsonNode admin = JSON.readTree(Files.readString(world.moto().adminKeyFile()));
      return new AwsStores(
          world,
          AwsBasicCredentials.create(
              admin.get("id").stringValue(), admin.get("secret").stringValue()));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B client(
      B builder, AwsBasicCredentials admin) {
    return builder
        .endpointOverride(world.aws().endpoint())
        .region(Region.US_EAST_1)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(StaticCredentialsProvider.create(admin));
  }

  /** Writes a key beside a neighbour into a secret and a parameter of that name. */
  void place(String name, String id) {
    String document =
        "{\"aws\":{\"access_key_id\":\"%s\",\"secret_access_key\":\"%s\"},\"neighbour\":\"stays\"}"
            .formatted(id, world.secret(id));
    secrets.createSecret(r -> r.name(name).secretString(document));
    parameters.putParameter(
        r -> r.name("/" + name).value(document).type(ParameterType.SECURE_STRING));
  }

  /** What a consumer of the secret reads. */
  public JsonNode secret(String name) {
    return JSON.readTree(secrets.getSecretValue(r -> r.secretId(name)).secretString());
  }

  /** What a consumer of the parameter reads. */
  public JsonNode parameter(String name) {
    return JSON.readTree(
        parameters.getParameter(r -> r.name("/" + name).withDecryption(true)).parameter().value());
  }

  /** The labels that lead to versions of the secret. */
  public List<String> labels(String name) {
    return secrets.listSecretVersionIds(r -> r.secretId(name)).versions().stream()
        .flatMap(version -> version.versionStages().stream())
        .toList();
  }

  @Override
  public void close() {
    secrets.close();
    parameters.close();
  }
}
