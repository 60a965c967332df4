// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

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

/** PostgreSQL servers, as far as the passwords of their roles go. */
public final class PostgresConnector implements Connector {

  /** The password of a role: parts {@code role} and {@code password}; an identity is a role. */
  public static final Kind ROLE_PASSWORD = new Kind("postgres-role-password");

  /** Passwords of two roles that are used in turn, such as {@code app_a+app_b}. */
  public static final Kind DUAL_PASSWORD = new Kind("postgres-dual-password");

  /**
   * How long a change may take until it holds everywhere: on the server itself it holds with its
   * commit; standby servers, which take log-ins too, replay it a moment later.
   */
  static final Duration LAG = Duration.ofSeconds(1);

  /**
   * What can be done with a role's password.
   *
   * <p>A role has one password, so the new one kills the old one in the same statement. It cannot
   * be switched off: {@code NOLOGIN} would stop the role, and with it the new password as well.
   * PostgreSQL does not record when a password was last used. Sessions outlive their password, but
   * revoking ends them, so nothing derived lives on.
   */
  private static final KindCapabilities CAPABILITIES =
      new KindCapabilities(
          ROLE_PASSWORD,
          List.of(RolePassword.ROLE, RolePassword.PASSWORD),
          Issue.OWN_VALUE,
          Overlap.NONE,
          1,
          Listing.FULL,
          LastUsed.NONE,
          Disable.NONE,
          Revoke.BY_ID,
          false,
          LAG,
          Duration.ZERO);

  /** Two roles that are used in turn: each has one password, so old and new live side by side. */
  private static final KindCapabilities DUAL_CAPABILITIES =
      new KindCapabilities(
          DUAL_PASSWORD,
          CAPABILITIES.parts(),
          Issue.OWN_VALUE,
          Overlap.DUAL,
          2,
          Listing.FULL,
          LastUsed.NONE,
          Disable.NONE,
          Revoke.BY_ID,
          false,
          LAG,
          Duration.ZERO);

  /** Called by {@link java.util.ServiceLoader}. */
  public PostgresConnector() {}

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public List<Setting> settings() {
    return PostgresSettings.SETTINGS;
  }

  @Override
  public Map<Kind, KindCapabilities> kinds() {
    return Map.of(ROLE_PASSWORD, CAPABILITIES, DUAL_PASSWORD, DUAL_CAPABILITIES);
  }

  @Override
  public String rights(SystemSettings settings) {
    return Grants.of(PostgresSettings.of(settings)).script();
  }

  @Override
  public boolean holdsPlaces() {
    return false;
  }

  @Override
  public SystemClient open(SystemSettings settings, SystemTools tools) {
    return new PostgresClient(PostgresSettings.of(settings), kinds(), tools);
  }
}
