// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import java.util.List;
import java.util.stream.Collectors;

/** The least that Rekey's own key must be granted, as an IAM policy. */
record Policy(AwsSettings settings) {

  /** All that {@link AccessKeys} calls, each about one user. */
  static final List<String> KEYS =
      List.of(
          "iam:ListAccessKeys",
          "iam:GetAccessKeyLastUsed",
          "iam:CreateAccessKey",
          "iam:UpdateAccessKey",
          "iam:DeleteAccessKey");

  /** All that {@link SecretStore} calls. */
  static final List<String> SECRETS =
      List.of(
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
          "secretsmanager:ListSecretVersionIds");

  /** What {@link ParameterStore} calls about one parameter. */
  static final List<String> PARAMETERS = List.of("ssm:GetParameter", "ssm:PutParameter");

  /** AWS lets nobody narrow this one down. */
  static final List<String> EVERYWHERE = List.of("ssm:DescribeParameters");

  /**
   * As JSON. Who has an own KMS key for secrets or parameters grants {@code kms:Decrypt} and {@code
   * kms:GenerateDataKey} on it as well.
   */
  String text() {
    String account = settings.account().orElse("*");
    String region = settings.region();
    return List.of(
            statement(
                "RekeyKeys", KEYS, "arn:aws:iam::%s:user/%s".formatted(account, settings.users())),
            statement(
                "RekeySecrets",
                SECRETS,
                "arn:aws:secretsmanager:%s:%s:secret:*".formatted(region, account)),
            statement(
                "RekeyParameters",
                PARAMETERS,
                "arn:aws:ssm:%s:%s:parameter/*".formatted(region, account)),
            statement("RekeyParametersList", EVERYWHERE, "*"))
        .stream()
        .collect(
            Collectors.joining(
                ",\n", "{\"Version\": \"2012-10-17\", \"Statement\": [\n", "\n]}\n"));
  }

  private static String statement(String name, List<String> actions, String resource) {
    return """
      {"Sid": "%s", "Effect": "Allow", "Resource": "%s",
       "Action": [%s]}\
    """
        .formatted(
            name,
            resource,
            actions.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")));
  }
}
