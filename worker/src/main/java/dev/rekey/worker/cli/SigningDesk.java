// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.PersonName;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.RosterView;
import dev.rekey.worker.cli.signing.OpenSsh;
import dev.rekey.worker.cli.signing.Signer;
import dev.rekey.worker.cli.signing.Signers;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Terminal;
import dev.rekey.worker.cli.terminal.Tone;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Where a person sees what they sign, agrees, and signs. */
final class SigningDesk {

  private final Session session;
  private final SigningOptions options;

  SigningDesk(Session session, SigningOptions options) {
    this.session = requireNonNull(session, "session is null");
    this.options = requireNonNull(options, "options is null");
  }

  /**
   * Shows what will be signed, asks where somebody can be asked, and signs.
   *
   * @param shown what it is about and what will happen, one line each
   */
  SignedStatement sign(Statement statement, List<String> shown) {
    return sign(statement, shown, this::current);
  }

  /** The same for what somebody says about a task. */
  SignedStatement sign(TaskStatement statement, List<String> shown) {
    return sign(
        new Written(statement.person(), statement.text(), statement.digest(), statement.expires()),
        shown,
        this::current);
  }

  /**
   * The same where another roster than the current one says which keys are the person's.
   *
   * @param roster asked for only if a key has to be chosen
   */
  SignedStatement sign(Statement statement, List<String> shown, Supplier<Roster> roster) {
    return sign(
        new Written(statement.person(), statement.text(), statement.digest(), statement.expires()),
        shown,
        roster);
  }

  /** A statement of whatever form, as it is signed. */
  private record Written(PersonName person, String text, Digest digest, Instant expires) {}

  private SignedStatement sign(Written statement, List<String> shown, Supplier<Roster> roster) {
    Terminal terminal = session.terminal();
    terminal.say(
        new Line(Tone.STRONG, "To be signed as %s:".formatted(statement.person().value())));
    shown.forEach(line -> terminal.say("  " + line));
    terminal.say(
        "  statement   %s, valid until %s".formatted(statement.digest(), statement.expires()));
    if (!options.yes && !terminal.agrees("Sign it?")) {
      throw new Failure(ExitCode.REFUSED, "not signed: nothing was sent and nothing changes", null);
    }
    Signers signers = new Signers(new OpenSsh(session.environment(), terminal::say));
    try (Signer signer = signer(signers, statement.person(), roster)) {
      return signer.sign(statement.text());
    }
  }

  private Roster current() {
    return session.server().get(RosterView.class, Endpoint.of("rosters", "current")).roster();
  }

  private Signer signer(Signers signers, PersonName person, Supplier<Roster> roster) {
    if (options.key != null) {
      return signers.ofFile(options.key);
    }
    List<SshPublicKey> keys = roster.get().keysOf(person, session.now());
    if (keys.isEmpty()) {
      throw new Failure(
          ExitCode.REFUSED,
          "the roster has no key with which %s can sign now".formatted(person),
          "rekey roster show");
    }
    return signers.ofAgent(keys);
  }
}
