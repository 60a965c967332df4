// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import dev.rekey.sandbox.aws.AwsClients;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** The call that needs no rights and tells who holds a key: {@code sts:GetCallerIdentity}. */
final class CallerIdentity implements AutoCloseable {

  /**
   * What it told.
   *
   * @param user the name of the IAM user; empty text after an error
   * @param error AWS's error code, or that there was no answer
   */
  record Answer(String user, Optional<String> error) {}

  /** One client for all keys: each call brings its own. */
  private final StsClient sts;

  CallerIdentity(URI aws) {
    sts = AwsClients.sts(aws, AnonymousCredentialsProvider.create());
  }

  Answer ask(AwsCredentials key) {
    StaticCredentialsProvider own = StaticCredentialsProvider.create(key);
    try {
      String arn =
          sts.getCallerIdentity(
                  get -> get.overrideConfiguration(with -> with.credentialsProvider(own)))
              .arn();
      return new Answer(arn.substring(arn.lastIndexOf('/') + 1), Optional.empty());
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
      return new Answer("", Optional.of(code == null ? "status " + e.statusCode() : code));
    } catch (SdkException e) {
      return new Answer("", Optional.of("no answer"));
    }
  }

  @Override
  public void close() {
    sts.close();
  }
}
