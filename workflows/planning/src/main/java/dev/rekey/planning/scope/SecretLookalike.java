// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notices values that were pasted where only names belong (promise P4). It knows the common forms
 * and can't know all: what it does not notice, only the list's author can keep out.
 */
final class SecretLookalike {

  private static final Pattern FORMS =
      Pattern.compile(
          // GitHub, GitLab, Slack, Vault and OpenBao, Stripe: prefixes that their vendors document.
          "(?<![A-Za-z0-9])(?:gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|hv[bsr]\\.|s\\.|[rs]k_live_)"
              + "[A-Za-z0-9_-]{20,}"
              + "|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_.-]+"
              + "|-----BEGIN [A-Z ]{0,20}PRIVATE KEY"
              + "|://[^\\s/:@]+:[^\\s/@]+@");

  /** An AWS secret access key: 40 characters of base64. */
  private static final Pattern FORTY =
      Pattern.compile("(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])");

  private SecretLookalike() {}

  static boolean in(String text) {
    return !hidden(text).equals(text);
  }

  /** The text with what looks like a secret's value replaced. */
  static String hidden(String text) {
    return FORTY
        .matcher(FORMS.matcher(text).replaceAll("[hidden]"))
        .replaceAll(
            found -> random(found.group()) ? "[hidden]" : Matcher.quoteReplacement(found.group()));
  }

  /** Whether 40 characters are mixed as only chance mixes them: paths and names are not. */
  private static boolean random(String text) {
    return text.chars().filter(Character::isUpperCase).count() >= 4
        && text.chars().filter(Character::isLowerCase).count() >= 4
        && text.chars().filter(Character::isDigit).count() >= 1;
  }
}
