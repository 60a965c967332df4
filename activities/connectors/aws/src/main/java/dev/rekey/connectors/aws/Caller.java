// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.words.IdentityName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Whom STS named.
 *
 * @param account 12 digits
 * @param arn for a user {@code arn:aws:iam::123456789012:user/path/name}
 */
record Caller(String account, String arn) {

  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:(iam|sts)::([0-9]{12}):([A-Za-z0-9+=,.@_/-]+)");
  private static final Pattern USER = Pattern.compile("user/(?:.*/)?([^/]+)");

  /** Empty if the answer names nobody, as one that does not come from STS does. */
  static Optional<Caller> of(GetCallerIdentityResponse answer) {
    String arn = answer.arn();
    if (arn == null) {
      return Optional.empty();
    }
    Matcher matcher = ARN.matcher(arn);
    if (!matcher.matches() || !matcher.group(2).equals(answer.account())) {
      return Optional.empty();
    }
    return Optional.of(new Caller(answer.account(), arn));
  }

  /**
   * The name by which lists of credentials call this identity: a user's name without its path (it
   * is unique in its account), the whole ARN of anybody else and of users of other accounts than
   * {@code ours}, so that they are never taken for a user of the same name.
   */
  Optional<IdentityName> identity(Optional<String> ours) {
    Matcher user = USER.matcher(arn.substring(arn.lastIndexOf(':') + 1));
    if (user.matches() && ours.map(account::equals).orElse(true)) {
      return Optional.of(new IdentityName(user.group(1)));
    }
    return arn.length() > 200 ? Optional.empty() : Optional.of(new IdentityName(arn));
  }
}
