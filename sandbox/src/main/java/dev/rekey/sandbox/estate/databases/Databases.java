// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.databases;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.sandbox.estate.Canary;
import dev.rekey.sandbox.estate.Estate;
import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Row;
import dev.rekey.sandbox.estate.Team;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.sandbox.traffic.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL server with a role for each application, and one of Rekey's own. */
public final class Databases implements Estate {

  /** Rekey's own role: no superuser, and nothing but what it needs. */
  public static final String REKEY = "rekey_ops";

  private static final String ROLE = "/database/role";
  private static final String PASSWORD = "/database/password";
  private static final int PASSWORD_BYTES = 20;

  /**
   * As a list names a password: the role's number, and a digest of what the server stores of it.
   */
  @SuppressWarnings("InlineFormatString")
  private static final String ID =
      """
      SELECT oid || '-' || left(encode(sha256(convert_to(rolpassword, 'UTF8')), 'hex'), 32)
        FROM pg_authid WHERE rolname = '%s'\
      """;

  private final String system;
  private final String storeSystem;
  private final RoleWord owner;
  private final AppStore store;
  private final DatabaseDoor door;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final List<Leaked> leaked = new ArrayList<>();

  /**
   * A server without roles yet.
   *
   * @param system the name that the list gives to it
   * @param storeSystem the name that the list gives to the store
   * @param url of a database there, for JDBC
   * @param superuser who may make roles
   * @param passwordFile its password, mode 0600
   * @param store where the applications keep their passwords; closing it is the caller's, after
   *     this
   */
  public Databases(
      String system,
      String storeSystem,
      String url,
      String superuser,
      Path passwordFile,
      AppStore store,
      Clock clock)
      throws IOException {
    this.system = system;
    this.storeSystem = storeSystem;
    this.owner = new RoleWord(superuser, Files.readAllBytes(passwordFile));
    this.store = store;
    this.door = new DatabaseDoor(url);
    this.clock = clock;
  }

  /**
   * Makes Rekey's own role, and roles with applications.
   *
   * @param ownPasswordFile gets the password of Rekey's own role; mode 0600
   * @throws IOException if a file or a path of the store cannot be written, or PostgreSQL refuses
   */
  public Databases plant(int roles, Path ownPasswordFile) throws IOException {
    makeOwnRole(ownPasswordFile);
    for (int number = 1; number <= roles; number++) {
      plantRole(number);
    }
    return this;
  }

  private void makeOwnRole(Path file) throws IOException {
    byte[] password = newPassword();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, password);
    execute(
        "CREATE ROLE %s LOGIN CREATEROLE PASSWORD '%s'"
            .formatted(REKEY, new String(password, US_ASCII)),
        "GRANT SELECT ON pg_authid TO " + REKEY,
        "GRANT pg_read_all_stats, pg_signal_backend TO " + REKEY);
  }

  private void plantRole(int number) throws IOException {
    String role = "db_%s_%03d".formatted(Team.of(number), number);
    String location = "secret/databases/" + role;
    byte[] password = newPassword();
    execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, new String(password, US_ASCII)),
        "GRANT %s TO %s WITH ADMIN OPTION".formatted(role, REKEY));
    store.write(
        location,
        Map.of(
            "database",
            Map.of("role", role, "password", new String(password, US_ASCII)),
            "other",
            Canary.neighbours()));
    RoleWord copy = new RoleWord(role, password);
    leaked.add(
        new Leaked(
            Group.DATABASE,
            row(number, role, location),
            Optional.of(
                new Application<>(
                    Group.DATABASE.title(), role, () -> at(location), door, Duration.ZERO, clock)),
            () -> door.enter(copy)));
  }

  private Row row(int number, String role, String location) throws IOException {
    return new Row(
        system,
        role,
        "postgres-role-password",
        id(role),
        Team.of(number),
        Team.privilege(number),
        "a backup of team " + Team.of(number),
        "%s:%s#role=%s&password=%s".formatted(storeSystem, location, ROLE, PASSWORD),
        "replace");
  }

  private RoleWord at(String location) throws IOException {
    var content = store.read(location);
    return new RoleWord(
        AppStore.text(content, ROLE), AppStore.text(content, PASSWORD).getBytes(US_ASCII));
  }

  private byte[] newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).getBytes(US_ASCII);
  }

  private String id(String role) throws IOException {
    try (Connection connection = door.open(owner);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ID.formatted(role))) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** Runs statements as the superuser. */
  void execute(String... statements) throws IOException {
    try (Connection connection = door.open(owner);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** Without the statement, which may hold a password. */
  private static IOException refused(SQLException e) {
    return new IOException("PostgreSQL refused a statement: SQLSTATE " + e.getSQLState());
  }

  @Override
  public List<Leaked> leaked() {
    return List.copyOf(leaked);
  }

  @Override
  public void close() {
    // Every connection is closed by whoever opened it.
  }
}
