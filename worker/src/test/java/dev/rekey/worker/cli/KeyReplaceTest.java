// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.KeySubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.Json;
import dev.rekey.worker.cli.api.Problem;
import dev.rekey.worker.cli.api.ReplacementView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and signs when the instance key is lost. */
@Timeout(60)
class KeyReplaceTest {

  private static final String OFFER = "POST /keys/instance/replacement";
  private static final String VOUCHED = OFFER + "/vouched";
  private static final Digest KEY = Digest.ofText("new key");
  private static final Digest ROOT = Digest.ofText("root");

  @TempDir Path folder;

  private CommandLineRig rig = new CommandLineRig(Path.of("."));
  private FakeServer server = FakeServer.start();

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
    server.in(rig.home());
    rig.run("key", "new", "--person", "alice@example.com", "--out", key());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsShownIsWhatIsSigned() {
    server.answers(OFFER, view(List.of(), true, false));
    server.answers(VOUCHED, view(List.of("alice@example.com"), true, false));

    Outcome outcome = replace();

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err())
        .contains(KEY.value(), ROOT.value(), "campaign/leak: 2 chains, 31 entries")
        .contains("last-heads.json in the home must agree");
    assertThat(outcome.out())
        .contains("vouched for by alice@example.com; 1 more must sign before it counts");
    SignedStatement signed =
        Json.read(
            server.last(VOUCHED).body().getBytes(StandardCharsets.UTF_8), SignedStatement.class);
    Statement statement = Statement.parse(signed.text());
    assertThat(statement.verb()).isEqualTo(Verb.VOUCH);
    assertThat(statement.subject()).isEqualTo(new KeySubject(KEY, ROOT, 1));
    assertThat(statement.campaign()).isNull();
  }

  @Test
  void withTheSecondSignatureItTellsToStartAgain() {
    server.answers(OFFER, view(List.of("bob@example.com"), false, false));
    server.answers(VOUCHED, view(List.of("bob@example.com", "alice@example.com"), false, true));

    Outcome outcome = replace();

    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err()).contains("with NOTHING", "back up keys/", "start it again");
    assertThat(outcome.out()).contains("the instance key is replaced");
  }

  @Test
  void otherKeysAreRotatedInstead() {
    Outcome outcome =
        rig.run("key", "replace", "codec", "--as", "alice@example.com", "--key", key(), "-y");
    assertThat(outcome.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err()).contains("key 'codec' (expected: instance)");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void otherCommandsSayWhatIsMissingAndWhatToDo() {
    server.refuses(
        "GET /status",
        503,
        new Problem(
            "refused",
            503,
            "the instance key keys/instance.key is gone",
            List.of(),
            "rekey key replace instance"));
    Outcome outcome = rig.run("status");
    assertThat(outcome.exit()).isNotEqualTo(ExitCode.DONE);
    assertThat(outcome.err())
        .contains("the instance key keys/instance.key is gone", "rekey key replace instance");
  }

  private Outcome replace() {
    return rig.run("key", "replace", "instance", "--as", "alice@example.com", "--key", key(), "-y");
  }

  private String key() {
    return folder.resolve("alice_ed25519").toString();
  }

  private static ReplacementView view(List<String> by, boolean kept, boolean replaced) {
    return new ReplacementView(
        KEY.value(),
        ROOT.value(),
        1,
        List.of(
            new ReplacementView.Chains("campaign/leak", 2, 31, Digest.ofText("its heads").value())),
        Digest.ofText("roster").value(),
        kept,
        by,
        2,
        replaced);
  }
}
