// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.aws;

import dev.rekey.sandbox.estate.Canary;
import dev.rekey.sandbox.store.AppStore;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import tools.jackson.databind.JsonNode;

/** What an application keeps at its place: its key, and other secrets. */
final class KeyDocument {

  private KeyDocument() {}

  static Map<String, ?> of(AwsBasicCredentials key) {
    Map<String, String> aws =
        Map.of(
            "access_key_id", key.accessKeyId(),
            "secret_access_key", key.secretAccessKey(),
            "region", "us-east-1");
    return Map.of("aws", aws, "other", Canary.neighbours());
  }

  static AwsBasicCredentials key(JsonNode document) throws IOException {
    return AwsBasicCredentials.create(
        AppStore.text(document, KeyPlace.ID), AppStore.text(document, KeyPlace.SECRET));
  }
}
