// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's own clients, set up to say each thing once: what they are told is what happened. */
public final class AwsClients {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private AwsClients() {}

  /** IAM with that key. */
  public static IamClient iam(URI endpoint, AwsCredentials key) {
    return once(IamClient.builder(), endpoint, StaticCredentialsProvider.create(key));
  }

  /** STS with that key. */
  public static StsClient sts(URI endpoint, AwsCredentials key) {
    return sts(endpoint, StaticCredentialsProvider.create(key));
  }

  /** Secrets Manager with that key. */
  public static SecretsManagerClient secrets(URI endpoint, AwsCredentials key) {
    return once(SecretsManagerClient.builder(), endpoint, StaticCredentialsProvider.create(key));
  }

  /** STS with whatever key the provider has at each call. */
  public static StsClient sts(URI endpoint, AwsCredentialsProvider keys) {
    return once(StsClient.builder(), endpoint, keys);
  }

  private static <
          B extends
              AwsSyncClientBuilder<B, C>
                  & software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, C>,
          C>
      C once(B builder, URI endpoint, AwsCredentialsProvider keys) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(keys)
        .httpClient(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(PATIENCE)
                .socketTimeout(PATIENCE)
                .build())
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build())
        .build();
  }
}
