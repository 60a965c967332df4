// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connections: each for one call, by one attempt, and kept by nobody. */
final class Connections {

  private final PostgresSettings settings;
  private final Driver driver = new Driver();

  Connections(PostgresSettings settings) {
    this.settings = settings;
  }

  /** Logs in; the caller closes it. */
  Connection open(String role, Handover password) throws SQLException {
    Connection connection =
        ScopedValue.where(AskedPassword.OF_THIS_CONNECTION, password)
            .call(() -> driver.connect(url(), properties(role)));
    if (connection == null) {
      throw new SQLException("the driver does not know its own address form", "08001");
    }
    return connection;
  }

  /** Bounds all that is done over a connection once it is logged in. */
  Deadline deadline(Connection connection) {
    return new Deadline(connection, settings.timeout().multipliedBy(2));
  }

  /** How the server is called in messages. */
  String address() {
    return settings.host() + ":" + settings.port();
  }

  private String url() {
    return "jdbc:postgresql://%s/%s"
        .formatted(address(), URLEncoder.encode(settings.database(), UTF_8));
  }

  private Properties properties(String role) {
    Properties properties = new Properties();
    String seconds = Long.toString(settings.timeout().toSeconds());
    PGProperty.USER.set(properties, role);
    PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.set(properties, AskedPassword.class.getName());
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
    PGProperty.SOCKET_FACTORY.set(properties, EndingSockets.class.getName());
    // No thread of the driver's own: the password is found on ours.
    PGProperty.LOGIN_TIMEOUT.set(properties, "0");
    // No second attempt by itself, with or without encryption.
    PGProperty.SSL_MODE.set(properties, settings.sslmode());
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    settings.rootCertificate().ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file));
    PGProperty.SSL_FACTORY.set(properties, EndingTls.class.getName());
    // Names in our statements mean the catalog's whatever the role's or database's own path is.
    PGProperty.CURRENT_SCHEMA.set(properties, "pg_catalog");
    PGProperty.APPLICATION_NAME.set(properties, "rekey");
    // Sends its session settings with the log-in, and not by statements after it.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
    return properties;
  }
}
