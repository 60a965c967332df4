// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets Manager's labels as AWS moves them.
 *
 * <p>moto puts the labels on the right versions, but goes on answering {@code GetSecretValue} with
 * the version that had {@code AWSCURRENT} before, and takes that one for the current one at the
 * next {@code PutSecretValue}. AWS answers with the version that the label was moved to (API
 * reference, {@code UpdateSecretVersionStage}).
 */
final class SecretLabels implements AutoCloseable {
  static final String SERVICE = "secretsmanager";

  private static final String CURRENT = "AWSCURRENT";

  /** The only label under which moto takes a version's text once more. */
  private static final String AGAIN = "AWSPENDING";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Upstream moto;
  private final SecretsManagerClient admin;

  SecretLabels(Upstream moto, SecretsManagerClient admin) {
    this.moto = moto;
    this.admin = admin;
  }

  /** One call at a time: moto's move and what completes it are one change to everybody else. */
  synchronized AwsAnswer send(AwsRequest request) throws IOException {
    AwsAnswer answer = moto.send(request);
    if (answer.status() == 500 && request.action().equals("ListSecretVersionIds")) {
      // moto stumbles over a secret that is not there; it has checked by then who asks.
      return AwsAnswer.noSecret();
    }
    if (answer.succeeded() && request.action().equals("UpdateSecretVersionStage")) {
      JsonNode asked = JSON.readTree(request.body());
      if (asked.path("VersionStage").asString("").equals(CURRENT)) {
        makeCurrent(
            asked.path("SecretId").asString(""), asked.path("MoveToVersionId").asString(""));
      }
    }
    return answer;
  }

  /** Puts the same text under the same id once more, which is how moto learns what is current. */
  private void makeCurrent(String secret, String version) {
    GetSecretValueResponse moved =
        admin.getSecretValue(get -> get.secretId(secret).versionId(version));
    List<String> labels = new ArrayList<>(moved.versionStages());
    labels.remove(AGAIN);
    admin.updateSecretVersionStage(
        update -> update.secretId(secret).versionStage(AGAIN).moveToVersionId(version));
    admin.putSecretValue(put ->
        put.secretId(secret)
            .clientRequestToken(version)
            .secretString(moved.secretString())
            .secretBinary(moved.secretBinary())
            .versionStages(labels));
  }

  @Override
  public void close() {
    admin.close();
  }
}
