// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * AWS's SDK, set up to do nothing on its own: no retries, no credentials found in the surroundings,
 * no profile files, no kept connections. Every request brings its own credentials.
 */
final class Sdk implements AutoCloseable {

  private final SdkHttpClient http;
  private final IamClient iam;
  private final StsClient sts;
  private final SecretsManagerClient secrets;
  private final SsmClient parameters;

  Sdk(AwsSettings settings) {
    this.http = new BareHttp(settings.timeout());
    this.iam = setUp(IamClient.builder(), settings, http).build();
    this.sts = setUp(StsClient.builder(), settings, http).build();
    this.secrets = setUp(SecretsManagerClient.builder(), settings, http).build();
    this.parameters = setUp(SsmClient.builder(), settings, http).build();
  }

  IamClient iam() {
    return iam;
  }

  StsClient sts() {
    return sts;
  }

  SecretsManagerClient secrets() {
    return secrets;
  }

  SsmClient parameters() {
    return parameters;
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B setUp(
      B builder, AwsSettings settings, SdkHttpClient http) {
    ProfileFile none = ProfileFile.aggregator().build();
    builder
        .httpClient(http)
        .region(Region.of(settings.region()))
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(override ->
            override
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .defaultProfileFile(none)
                // A guard behind the HTTP client's own limit, which ends a call first.
                .apiCallTimeout(settings.timeout().plus(Duration.ofSeconds(5))));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder;
  }

  @Override
  public void close() {
    iam.close();
    sts.close();
    secrets.close();
    parameters.close();
    http.close();
  }
}
