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
import dev.rekey.sandbox.traffic.Answer;
import dev.rekey.sandbox.traffic.Application;
import dev.rekey.sandbox.traffic.Consumer;
import dev.rekey.sandbox.traffic.Door;
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

/**
 * A PostgreSQL server with a role, or two that it uses in turn, for each application, and one of
 * Rekey's own.
 */
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
   * @param roles how many applications have one role
   * @param pairs how many have two, of which they use the first; both passwords leak
   * @param ownPasswordFile gets the password of Rekey's own role; mode 0600
   * @throws IOException if a file or a path of the store cannot be written, or PostgreSQL refuses
   */
  public Databases plant(int roles, int pairs, Path ownPasswordFile) throws IOException {
    makeOwnRole(ownPasswordFile);
    for (int number = 1; number <= roles; number++) {
      plantRole(number);
    }
    for (int number = 1; number <= pairs; number++) {
      plantPair(number);
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
    RoleWord word = makeRole("db_%s_%03d".formatted(Team.of(number), number));
    String role = word.role();
    String location = put(word, role);
    Row row = row(number, role, "postgres-role-password", id(role), place(location), "replace");
    add(Group.DATABASE, row, Optional.of(application(Group.DATABASE, role, location, door)), word);
  }

  /** The idle role's password goes first: it frees the slot in which the new one comes. */
  private void plantPair(int number) throws IOException {
    RoleWord used = makeRole("pair_%s_%03d_a".formatted(Team.of(number), number));
    RoleWord idle = makeRole("pair_%s_%03d_b".formatted(Team.of(number), number));
    String pair = used.role() + "+" + idle.role();
    String location = put(used, pair);
    String kind = "postgres-dual-password";
    add(
        Group.PAIR,
        row(number, pair, kind, idle.role() + "-" + id(idle.role()), "", "retire"),
        Optional.empty(),
        idle);
    add(
        Group.PAIR,
        row(number, pair, kind, used.role() + "-" + id(used.role()), place(location), "replace"),
        Optional.of(application(Group.PAIR, pair, location, word -> ofPair(pair, word))),
        used);
  }

  /** Which of the two it is does not matter to whoever uses them in turn. */
  private Answer ofPair(String pair, RoleWord word) {
    Answer answer = door.enter(word);
    return List.of(pair.split("\\+")).contains(answer.identity()) ? Answer.as(pair) : answer;
  }

  private RoleWord makeRole(String role) throws IOException {
    byte[] password = newPassword();
    execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, new String(password, US_ASCII)),
        "GRANT %s TO %s WITH ADMIN OPTION".formatted(role, REKEY));
    return new RoleWord(role, password);
  }

  /** Puts it where the application of that name reads it, and says where that is. */
  private String put(RoleWord word, String name) throws IOException {
    String location = "secret/databases/" + name;
    String password = new String(word.passwordBytes(), US_ASCII);
    store.write(
        location,
        Map.of(
            "database",
            Map.of("role", word.role(), "password", password),
            "other",
            Canary.neighbours()));
    return location;
  }

  private String place(String location) {
    return "%s:%s#role=%s&password=%s".formatted(storeSystem, location, ROLE, PASSWORD);
  }

  private Consumer application(
      Group group, String identity, String location, Door<RoleWord> entered) {
    return new Application<>(
        group.title(), identity, () -> at(location), entered, Duration.ZERO, clock);
  }

  private void add(Group group, Row row, Optional<Consumer> consumer, RoleWord copy) {
    leaked.add(new Leaked(group, row, consumer, () -> door.enter(copy)));
  }

  private Row row(
      int number, String identity, String kind, String id, String place, String disposition) {
    return new Row(
        system,
        identity,
        kind,
        id,
        Team.of(number),
        Team.privilege(number),
        "a backup of team " + Team.of(number),
        place,
        disposition);
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
