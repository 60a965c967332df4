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
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The passwords of two roles that are used in turn, so that old and new can live side by side: one
 * identity with two slots. A new password goes to the role that has none.
 */
final class DualPasswords implements Issuer {

  private final KindCapabilities capabilities;
  private final Calls calls;
  private final PasswordProbe probe;
  private final RolePasswords single;
  private final SecureRandom random = new SecureRandom();

  DualPasswords(
      KindCapabilities capabilities, Calls calls, PasswordProbe probe, RolePasswords single) {
    this.capabilities = capabilities;
    this.calls = calls;
    this.probe = probe;
    this.single = single;
  }

  @Override
  public KindCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return paired(
        identity,
        pair ->
            calls.call(
                "reading pg_authid for '%s'".formatted(identity),
                session -> {
                  List<ListedCredential> found = new ArrayList<>();
                  for (String name : List.of(pair.first(), pair.second())) {
                    Outcome<Role> role = RolePasswords.known(session, of(name), Done::new);
                    if (!(role instanceof Done<Role>(Role known))) {
                      return role.map(never -> new Listed(found, /* complete= */ false));
                    }
                    known
                        .password()
                        .ifPresent(
                            id -> found.add(RolePasswords.listed(known, UserPair.id(name, id))));
                  }
                  return new Done<>(new Listed(found, /* complete= */ true));
                }));
  }

  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    return new Rejected<>(
        Rejection.INVALID, "a role's password is one that Rekey chooses (expected: install)");
  }

  @Override
  public CredentialValue choose(IdentityName identity) {
    return RolePassword.choose(of(pair(identity).second()), random);
  }

  @Override
  public CredentialValue choose(IdentityName identity, CredentialId replaced) {
    return RolePassword.choose(of(pair(identity).besides(replaced)), random);
  }

  private static UserPair pair(IdentityName identity) {
    return UserPair.of(identity)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "identity '%s' (expected: two roles, such as app_a+app_b)".formatted(identity)));
  }

  /** The label is not used: PostgreSQL keeps none with a password. */
  @Override
  public Outcome<CredentialId> install(
      IdentityName identity, CredentialValue value, CredentialId replaced, String label) {
    return paired(
        identity,
        pair -> {
          if (pair.slot(replaced).isEmpty()) {
            return foreign(identity, replaced);
          }
          String name = pair.besides(replaced);
          if (!RolePasswords.isFor(value, name)) {
            return new Rejected<>(
                Rejection.INVALID,
                "the value is none for role '%s' (expected: its name, and a password of printable"
                        .formatted(name)
                    + " ASCII)");
          }
          Secret password = value.part(RolePassword.PASSWORD);
          return calls.call(
              "ALTER ROLE '%s' PASSWORD".formatted(name),
              session ->
                  RolePasswords.known(
                          session,
                          of(name),
                          role ->
                              role.holds(password)
                                  ? new Done<>(role.password().orElseThrow())
                                  : fill(session, role, password))
                      .map(id -> UserPair.id(name, id)));
        });
  }

  private Outcome<CredentialId> fill(Session session, Role seen, Secret password)
      throws SQLException {
    if (seen.password().isPresent()) {
      return taken(seen);
    }
    Verifier fresh = Verifier.of(password, Salt.at(seen.now(), random));
    Role locked = session.lock(seen).orElse(seen);
    if (locked.password().isPresent()) {
      session.rollback();
      return RolePasswords.sentByTwin(locked, password).orElseGet(() -> taken(locked));
    }
    session.store(locked, fresh);
    session.commit();
    return new Done<>(locked.with(fresh).password().orElseThrow());
  }

  private static <T> Outcome<T> taken(Role role) {
    return new Rejected<>(
        Rejection.SLOTS_FULL,
        "role '%s' has password %s (expected: none; retire it first); it was not touched"
            .formatted(role.name(), role.password().orElseThrow()));
  }

  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    return paired(
        identity,
        pair ->
            pair.slot(id)
                .map(slot -> single.revoke(of(slot.role()), slot.password()))
                .orElseGet(() -> foreign(identity, id)));
  }

  private <T> Outcome<T> foreign(IdentityName identity, CredentialId id) {
    return list(identity)
        .flatMap(known ->
            new Rejected<>(
                Rejection.CONFLICT,
                "password %s is of neither role of '%s'; nothing was touched"
                    .formatted(id, identity)));
  }

  @Override
  public Verdict probe(CredentialValue value) {
    return probe.probe(value);
  }

  @Override
  public Verdict probeNonsense() {
    return single.probeNonsense();
  }

  /** At both doors: lines of {@code pg_hba.conf} name roles. */
  @Override
  public Verdict probeNonsense(IdentityName identity) {
    UserPair pair = pair(identity);
    Verdict first = probe.probeNonsense(of(pair.first()));
    return first instanceof Verdict.Refused ? probe.probeNonsense(of(pair.second())) : first;
  }

  @Override
  public boolean speaksFor(IdentityName identity, IdentityName named) {
    return UserPair.of(identity).filter(pair -> pair.has(named.value())).isPresent();
  }

  private static IdentityName of(String role) {
    return new IdentityName(role);
  }

  private static <T> Outcome<T> paired(IdentityName identity, Function<UserPair, Outcome<T>> use) {
    return UserPair.of(identity)
        .map(use)
        .orElseGet(() ->
            new Rejected<>(
                Rejection.NOT_FOUND,
                "identity '%s' is no pair (expected: two roles, such as app_a+app_b)"
                    .formatted(identity)));
  }
}
