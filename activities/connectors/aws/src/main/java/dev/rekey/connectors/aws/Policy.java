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

  /** As JSON. */
  String text() {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [\n%s\n]}\n"
        .formatted(
            statement(
                "RekeyKeys",
                KEYS,
                "arn:aws:iam::%s:user/%s"
                    .formatted(settings.account().orElse("*"), settings.users())));
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
