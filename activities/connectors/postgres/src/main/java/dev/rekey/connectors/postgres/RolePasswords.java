// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The passwords of roles; an identity is a role's name. */
final class RolePasswords implements Issuer {

  private final KindCapabilities capabilities;
  private final PostgresSettings settings;
  private final Calls calls;
  private final PasswordProbe probe;
  private final SecureRandom random = new SecureRandom();

  RolePasswords(
      KindCapabilities capabilities, PostgresSettings settings, Calls calls, PasswordProbe probe) {
    this.capabilities = capabilities;
    this.settings = settings;
    this.calls = calls;
    this.probe = probe;
  }

  @Override
  public KindCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return calls.call(
        "reading pg_authid for '%s'".formatted(identity),
        session -> known(session, identity, role -> new Done<>(listed(role))));
  }

  private static Listed listed(Role role) {
    return new Listed(
        role.password().stream().map(id -> listed(role, id)).toList(), /* complete= */ true);
  }

  /**
   * A role's password as an entry of a list, under that id. PostgreSQL does not say when a password
   * was set; of one that Rekey set, its salt does.
   */
  static ListedCredential listed(Role role, CredentialId id) {
    return new ListedCredential(id, role.changed().orElse(null), role.letsIn(), null);
  }

  /** What is done with a role that exists. */
  @FunctionalInterface
  interface WithRole<T> {
    Outcome<T> apply(Role role) throws SQLException;
  }

  static <T> Outcome<T> known(Session session, IdentityName identity, WithRole<T> use)
      throws SQLException {
    Optional<Role> role = session.role(identity.value());
    return role.isPresent()
        ? use.apply(role.get())
        : new Rejected<>(Rejection.NOT_FOUND, "there is no role '%s'".formatted(identity));
  }

  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    return new Rejected<>(
        Rejection.INVALID,
        "a role has one password, which is replaced by one that Rekey chooses (expected: install)");
  }

  @Override
  public CredentialValue choose(IdentityName identity) {
    return RolePassword.choose(identity, random);
  }

  /** The label is not used: PostgreSQL keeps none with a password. */
  @Override
  public Outcome<CredentialId> install(
      IdentityName identity, CredentialValue value, CredentialId replaced, String label) {
    if (!isFor(value, identity.value())) {
      return new Rejected<>(
          Rejection.INVALID,
          "the value is none for role '%s' (expected: its name, and a password of printable ASCII)"
              .formatted(identity));
    }
    Secret password = value.part(RolePassword.PASSWORD);
    return calls.call(
        "ALTER ROLE '%s' PASSWORD".formatted(identity),
        session ->
            known(
                session,
                identity,
                role ->
                    role.holds(password)
                        ? new Done<>(role.password().orElseThrow())
                        : replace(session, role, password, replaced)));
  }

  /** Whether a value is a password of ours for this role. */
  static boolean isFor(CredentialValue value, String role) {
    return RolePassword.isWhole(value)
        && value.says(RolePassword.ROLE, role)
        && RolePassword.isPlain(value);
  }

  private Outcome<CredentialId> replace(
      Session session, Role seen, Secret password, CredentialId replaced) throws SQLException {
    if (!stands(seen, replaced)) {
      return otherPassword(seen, replaced);
    }
    Verifier fresh = Verifier.of(password, Salt.at(seen.now(), random));
    Role locked = session.lock(seen).orElse(seen);
    if (!stands(locked, replaced)) {
      session.rollback();
      return sentByTwin(locked, password).orElseGet(() -> otherPassword(locked, replaced));
    }
    session.store(locked, fresh);
    session.commit();
    return new Done<>(locked.with(fresh).password().orElseThrow());
  }

  /**
   * The id of a password that came between the look and the lock, if it is the one that is sent: an
   * attempt that was given up as silent may still have sent it.
   */
  static Optional<Outcome<CredentialId>> sentByTwin(Role locked, Secret password) {
    return locked.holds(password) ? locked.password().map(Done::new) : Optional.empty();
  }

  private static boolean stands(Role role, CredentialId id) {
    return role.password().filter(id::equals).isPresent();
  }

  private static <T> Outcome<T> otherPassword(Role role, CredentialId expected) {
    return new Rejected<>(
        Rejection.CONFLICT,
        "role '%s' has %s (expected: %s); it was not touched"
            .formatted(
                role.name(),
                role.password().map(id -> "password " + id).orElse("no password"),
                expected));
  }

  /**
   * Kills a password, and ends the sessions that were opened with it. One that was replaced is dead
   * already, its sessions are not; those that began when the new one stood already go on.
   */
  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    return calls.call(
        "ending password %s of role '%s'".formatted(id, identity),
        session ->
            known(
                session,
                identity,
                role ->
                    role.owns(id)
                        ? revoke(session, role, id)
                        : new Rejected<>(
                            Rejection.CONFLICT,
                            "password %s is not of role '%s'; nothing was touched"
                                .formatted(id, identity))));
  }

  private Outcome<Changed> revoke(Session session, Role seen, CredentialId id) throws SQLException {
    Role role = seen;
    boolean standing = stands(seen, id);
    if (standing) {
      role = session.lock(seen).orElse(seen);
      standing = stands(role, id);
      if (standing) {
        session.store(role, null);
        session.commit();
      } else {
        session.rollback();
      }
    }
    // Unknown is no reason to spare anybody: they log in again with the password that stands.
    Instant until =
        standing ? role.now().plus(settings.timeout()) : replacedAt(role).orElse(role.now());
    long left = session.end(role, until, settings.timeout().toMillis() / 4);
    return left == 0
        ? new Done<>(standing ? Changed.NOW : Changed.ALREADY)
        : new Throttled<>(
            Failure.PAUSE,
            "role '%s': %d sessions of the old password are still ending"
                .formatted(role.name(), left));
  }

  /**
   * Since when none can have logged in with an older password: the change holds with its commit,
   * which comes at most a time-out after the time that was noted before it.
   */
  private Optional<Instant> replacedAt(Role role) {
    return role.changed().map(change -> change.plus(settings.timeout()));
  }

  @Override
  public Verdict probe(CredentialValue value) {
    return probe.probe(value);
  }

  @Override
  public Verdict probeNonsense() {
    return probe.probeNonsense(RolePassword.nobody(random));
  }

  @Override
  public Verdict probeNonsense(IdentityName identity) {
    return probe.probeNonsense(identity);
  }
}
