// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.Connector;
import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Disable;
import dev.rekey.words.KindCapabilities.Issue;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.KindCapabilities.Listing;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.KindCapabilities.Revoke;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * AWS accounts: the access keys of their IAM users, and as places the secrets of Secrets Manager
 * and the parameters of Systems Manager.
 */
public final class AwsConnector implements Connector {

  /** The access key of an IAM user: parts {@code id} and {@code secret}. */
  public static final Kind ACCESS_KEY = new Kind("iam-access-key");

  /**
   * How long AWS may take until a change of a key holds everywhere.
   *
   * <p>AWS states no number: IAM is eventually consistent and a change "is not always immediately
   * visible" (IAM User Guide, troubleshooting). OFFENSAI measured in 2025, in us-east-1 and
   * eu-central-1, that a deleted key went on working for 3 to 4 seconds. Ten seconds is more than
   * twice that. A system whose account is slower is given a longer window by its playbook.
   */
  static final Duration LAG = Duration.ofSeconds(10);

  /**
   * How long sessions made with a key may outlive it.
   *
   * <p>{@code GetSessionToken} and {@code GetFederationToken} give a user's key sessions of up to
   * 36 hours (STS API Reference). Deleting or disabling the key does not end them: temporary
   * credentials are valid until they expire and cannot be revoked (IAM User Guide, "Disabling
   * permissions for temporary security credentials"). What would end them sooner, a deny policy on
   * {@code aws:TokenIssueTime}, changes the user's rights and is left to a person. Sessions of a
   * role that the user assumed belong to that role: at most 12 hours, hence within these 36.
   */
  static final Duration DERIVED_LIFE = Duration.ofHours(36);

  /**
   * What can be done with an access key.
   *
   * <p>Two slots: a user has at most two keys, active or not. Last used is exact to 15 minutes: AWS
   * records only the first use within such a span (IAM User Guide, credential report), and the
   * record may come late. So a use is seen at most 15 minutes early, and a key that was used once
   * and goes on being used within the span does not move.
   */
  private static final KindCapabilities CAPABILITIES =
      new KindCapabilities(
          ACCESS_KEY,
          List.of("id", "secret"),
          Issue.CALL,
          Overlap.YES,
          2,
          Listing.FULL,
          LastUsed.EXACT,
          Disable.YES,
          Revoke.BY_ID,
          false,
          LAG,
          DERIVED_LIFE);

  /** Called by {@link java.util.ServiceLoader}. */
  public AwsConnector() {}

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public List<Setting> settings() {
    return AwsSettings.SETTINGS;
  }

  @Override
  public Map<Kind, KindCapabilities> kinds() {
    return Map.of(ACCESS_KEY, CAPABILITIES);
  }

  @Override
  public String rights(SystemSettings settings) {
    return new Policy(AwsSettings.of(settings)).text();
  }

  @Override
  public boolean holdsPlaces() {
    return true;
  }

  @Override
  public SystemClient open(SystemSettings settings, SystemTools tools) {
    return new AwsClient(AwsSettings.of(settings), CAPABILITIES, tools);
  }
}
