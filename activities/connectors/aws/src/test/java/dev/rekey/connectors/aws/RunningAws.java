// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.sandbox.aws.Faults;
import dev.rekey.sandbox.aws.StrictAws;
import dev.rekey.servers.MotoServer;
import dev.rekey.words.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * One moto with the strict proxy for all tests of this module, and a way to it beside the
 * connector.
 */
final class RunningAws {

  /** Long enough to be seen, short enough to be waited for often. */
  static final Duration LAG = Duration.ofSeconds(1);

  private final MotoServer moto;
  private final StrictAws strict;
  private final IamClient iam;
  private final SecretsManagerClient secrets;
  private final SsmClient parameters;

  private RunningAws() {
    try {
      this.moto = MotoServer.start(Files.createTempDirectory("rekey-moto"));
      this.strict = StrictAws.start(moto.address(), moto.adminKeyFile(), LAG, Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-aws"));
      AwsCredentialsProvider admin =
          StaticCredentialsProvider.create(admin(Files.readString(moto.adminKeyFile())));
      this.iam = direct(IamClient.builder(), admin).build();
      this.secrets = direct(SecretsManagerClient.builder(), admin).build();
      this.parameters = direct(SsmClient.builder(), admin).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B direct(
      B builder, AwsCredentialsProvider admin) {
    return builder
        .endpointOverride(strict.endpoint())
        .region(Region.US_EAST_1)
        .httpClient(new BareHttp(Duration.ofSeconds(10)))
        .credentialsProvider(admin);
  }

  private static AwsBasicCredentials admin(String json) {
    Matcher matcher = Pattern.compile("\"id\":\"([^\"]+)\",\"secret\":\"([^\"]+)\"").matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("moto's administrator has no key");
    }
    return AwsBasicCredentials.create(matcher.group(1), matcher.group(2));
  }

  private static final class Holder {
    private static final RunningAws ONLY = new RunningAws();
  }

  static RunningAws get() {
    return Holder.ONLY;
  }

  /** Where IAM and STS answer. */
  URI address() {
    return strict.endpoint();
  }

  /** What shall go wrong within the strict proxy. */
  Faults faults() {
    return strict.faults();
  }

  private void stop() {
    strict.close();
    moto.close();
  }

  /** The administrator's key as the connector's setting wants it. */
  Secret adminKey() {
    try {
      return Secret.taking(Files.readAllBytes(moto.adminKeyFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The administrator's own client, on the direct way. */
  IamClient iam() {
    return iam;
  }

  SecretsManagerClient secrets() {
    return secrets;
  }

  SsmClient parameters() {
    return parameters;
  }
}
