// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.aws;

import java.io.IOException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A secret of AWS's Secrets Manager.
 *
 * @param system the name that the list gives to this AWS
 */
record StoredSecret(String system, SecretsManagerClient client, String name) implements KeyPlace {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public void put(AwsBasicCredentials key) throws IOException {
    String document = JSON.writeValueAsString(KeyDocument.of(key));
    try {
      client.putSecretValue(put -> put.secretId(name).secretString(document));
    } catch (ResourceNotFoundException _) {
      client.createSecret(create -> create.name(name).secretString(document));
    } catch (SdkException refused) {
      throw failed("writing", refused);
    }
  }

  @Override
  public AwsBasicCredentials read() throws IOException {
    try {
      return KeyDocument.key(
          JSON.readTree(client.getSecretValue(get -> get.secretId(name)).secretString()));
    } catch (SdkException refused) {
      throw failed("reading", refused);
    }
  }

  /** Without the request, which may hold the value. */
  private IOException failed(String what, SdkException refused) {
    return new IOException(what + " " + name + ": " + refused.getClass().getSimpleName());
  }

  @Override
  public String listed() {
    return system + ":secretsmanager/" + name + KeyPlace.selectors();
  }
}
