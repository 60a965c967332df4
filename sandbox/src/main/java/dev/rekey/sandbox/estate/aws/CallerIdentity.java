// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.aws;

import dev.rekey.sandbox.aws.AwsClients;
import dev.rekey.sandbox.traffic.Answer;
import dev.rekey.sandbox.traffic.Door;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** The call that needs no rights and tells who holds a key: {@code sts:GetCallerIdentity}. */
final class CallerIdentity implements Door<AwsCredentials>, AutoCloseable {

  /** One client for all keys: each call brings its own. */
  private final StsClient sts;

  CallerIdentity(URI aws) {
    sts = AwsClients.sts(aws, AnonymousCredentialsProvider.create());
  }

  @Override
  public Answer enter(AwsCredentials key) {
    StaticCredentialsProvider own = StaticCredentialsProvider.create(key);
    try {
      String arn =
          sts.getCallerIdentity(
                  get -> get.overrideConfiguration(with -> with.credentialsProvider(own)))
              .arn();
      return Answer.as(arn.substring(arn.lastIndexOf('/') + 1));
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
      return Answer.error(code == null ? "status " + e.statusCode() : code);
    } catch (SdkException e) {
      return Answer.error("no answer");
    }
  }

  @Override
  public void close() {
    sts.close();
  }
}
