// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.databases;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.sandbox.traffic.Answer;
import dev.rekey.sandbox.traffic.Door;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens a connection, asks who one is, and closes it. */
final class DatabaseDoor implements Door<RoleWord> {
  private final String url;

  DatabaseDoor(String url) {
    this.url = url;
  }

  @Override
  public Answer enter(RoleWord word) {
    try (Connection connection = open(word);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT session_user")) {
      row.next();
      return Answer.as(row.getString(1));
    } catch (SQLException e) {
      String state = e.getSQLState();
      return Answer.error(state == null ? "no answer" : state);
    }
  }

  Connection open(RoleWord word) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", word.role());
    properties.setProperty("password", new String(word.passwordBytes(), US_ASCII));
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("ApplicationName", "application");
    return DriverManager.getConnection(url, properties);
  }
}
