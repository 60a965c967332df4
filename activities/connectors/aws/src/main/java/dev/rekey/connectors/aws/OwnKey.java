// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.SystemTools;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Rekey's own access key, asked for anew for each call so that a rotated one is picked up. */
final class OwnKey {

  private static final JsonFactory JSON = new JsonFactory();

  private final AwsSettings settings;
  private final SystemTools tools;

  OwnKey(AwsSettings settings, SystemTools tools) {
    this.settings = settings;
    this.tools = tools;
  }

  /** Lets {@code use} work with the key; a key that cannot be had is {@code FORBIDDEN}. */
  <T> Outcome<T> use(Function<AwsBasicCredentials, Outcome<T>> use) {
    Secret found;
    try {
      found = tools.secret(settings.credentials());
    } catch (IllegalStateException e) {
      return new Rejected<>(
          Rejection.FORBIDDEN,
          "system %s: credentials: %s (expected: Rekey's own access key); put it there and check the"
                  .formatted(settings.system(), e.getMessage())
              + " system again");
    }
    try (Secret secret = found) {
      return secret.open(json -> {
        AwsBasicCredentials key = parse(json);
        if (key == null) {
          return new Rejected<>(
              Rejection.FORBIDDEN,
              "system %s: credentials '%s' hold something else (expected: one JSON object"
                      .formatted(settings.system(), settings.credentials())
                  + " {\"id\": \"AKIA…\", \"secret\": \"…\"} and nothing beside)");
        }
        return use.apply(key);
      });
    }
  }

  /** Null unless {@code json} is exactly one object with exactly these two texts. */
  private static @Nullable AwsBasicCredentials parse(byte[] json) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING
            || fields.put(name, parser.getString()) != null) {
          return null;
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        return null;
      }
    } catch (JacksonException e) {
      return null;
    }
    String id = fields.getOrDefault("id", "");
    String secret = fields.getOrDefault("secret", "");
    if (fields.size() != 2 || !KeyShape.plausible(id, secret)) {
      return null;
    }
    return AwsBasicCredentials.create(id, secret);
  }
}
