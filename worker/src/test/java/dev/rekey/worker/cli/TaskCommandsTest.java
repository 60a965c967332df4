// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.SaltedSecret;
import dev.rekey.words.Secret;
import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people see of tasks, and how they hand in: never by an option, never shown again. */
@Timeout(60)
class TaskCommandsTest {

  private static final String INSTRUCTIONS = "Make a new one.\n\nAccount > API access.";

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
    rig.run("key", "new", "--person", "alice@example.com", "--out", key());
  }

  private String key() {
    return folder.resolve("alice_ed25519").toString();
  }

  private Outcome handIn(String... words) {
    List<String> all = new ArrayList<>(List.of("task", "hand-in"));
    all.addAll(List.of(words));
    all.addAll(List.of("--as", "alice@example.com", "--key", key(), "--yes"));
    return rig.run(all.toArray(String[]::new));
  }

  private static JsonNode json(FakeServer.Asked asked) {
    return JsonMapper.builder().build().readTree(asked.body());
  }

  private static TaskStatement signed(FakeServer.Asked asked) {
    return TaskStatement.parse(json(asked).get("text").stringValue());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static TaskView task(long id, String work, String state, @Nullable String credential) {
    return new TaskView(
        id,
        "okta-2026-11",
        "okta-2026-11/smartsheet/svc-sheets/api-token/tok-1",
        "tok-1/issue/4",
        work,
        "office-it",
        state,
        CommandLineRig.NOW.minus(Duration.ofHours(2)),
        CommandLineRig.NOW.plus(Duration.ofHours(22)),
        INSTRUCTIONS,
        work.equals("write") ? "sheets:Admin#secret=API token" : null,
        0,
        credential,
        null,
        state.equals("open") ? null : "alice@example.com",
        state.equals("open") ? null : CommandLineRig.NOW);
  }

  @Test
  void theListShowsHandsAndClockAndWaits() {
    server.answers(
        "GET /campaigns/okta-2026-11/tasks",
        List.of(task(7, "issue", "open", null), task(8, "revoke", "attested", null)));

    Outcome list = rig.run("task", "list", "okta-2026-11");

    assertThat(list.exit()).isEqualTo(ExitCode.WAITS);
    assertThat(list.out())
        .containsPattern("7 +open +issue +office-it +in 22 h +smartsheet/svc-sheets/")
        .containsPattern("8 +attested +revoke +office-it +-");
    assertThat(list.err()).contains("next: rekey task show 7");
  }

  @Test
  void oneTaskShowsItsInstructionsAndWhatComesNext() {
    server.answers("GET /tasks/7", task(7, "issue", "open", null));

    Outcome show = rig.run("task", "show", "7");

    assertThat(show.out()).contains("hands       team office-it").contains("Account > API access.");
    assertThat(show.err()).contains("next: rekey task hand-in 7");
  }

  @Test
  void aValueGoesFromStandardInputToTheServerAndNowhereElse() {
    server.answers("GET /tasks/7", task(7, "issue", "open", null));
    server.answers("POST /tasks/7/hand-in", task(7, "issue", "handed-in", "tok-2"));

    rig.withInput("fresh-4711\n");
    Outcome handed = handIn("7", "--credential", "tok-2");

    assertThat(handed.exit()).isEqualTo(ExitCode.DONE);
    FakeServer.Asked asked = server.last("POST /tasks/7/hand-in");
    byte[] value = Base64.getDecoder().decode(json(asked).get("value").stringValue());
    byte[] salt = Base64.getDecoder().decode(json(asked).get("salt").stringValue());
    assertThat(value).asString(UTF_8).isEqualTo("fresh-4711");
    assertThat(handed.out() + handed.err())
        .contains("tok-2, its value is sealed")
        .doesNotContain("fresh-4711");
    try (SaltedSecret whole = new SaltedSecret(Secret.taking(salt), Secret.taking(value))) {
      assertThat(signed(asked).value()).isEqualTo(new Digest(whole.digest()));
    }
    assertThat(signed(asked).operation()).isEqualTo("tok-1/issue/4");
    assertThat(signed(asked).shown()).isEqualTo(Digest.ofText(INSTRUCTIONS));
  }

  @Test
  void aStatementIsSignedAndHandedInWhereThereIsNoValue() {
    server.answers("GET /tasks/8", task(8, "revoke", "open", null));
    server.answers("POST /tasks/8/hand-in", task(8, "revoke", "handed-in", null));

    Outcome handed = handIn("8", "--statement", "revoked; 401 since");

    assertThat(handed.exit()).isEqualTo(ExitCode.DONE);
    assertThat(handed.err()).contains("To be signed as alice@example.com:", "revoked; 401 since");
    assertThat(signed(server.last("POST /tasks/8/hand-in")).says()).isEqualTo("revoked; 401 since");
  }

  @Test
  void whatDoesNotFitIsToldBeforeAnybodyTypesAValue() {
    server.answers("GET /tasks/7", task(7, "issue", "handed-in", "tok-2"));
    server.answers("GET /tasks/8", task(8, "revoke", "open", null));

    rig.withInput("another");
    Outcome second = handIn("7");
    Outcome value = handIn("8");

    assertThat(second.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(second.err()).contains("a second one changes nothing");
    assertThat(value.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(value.err()).contains("takes a statement, no value");
    assertThat(server.asked()).containsExactly("GET /tasks/7", "GET /tasks/8");
  }

  @Test
  void aRefusalOfTheServerIsShown() {
    server.answers("GET /tasks/7", task(7, "issue", "open", null));
    server.refuses(
        "POST /tasks/7/hand-in",
        409,
        Map.of("title", "refused", "status", 409, "detail", "the value is the leaked one"));

    rig.withInput("leaked");
    Outcome refused = handIn("7");

    assertThat(refused.exit()).isNotEqualTo(ExitCode.DONE);
    assertThat(refused.err()).contains("the value is the leaked one");
  }

  private Outcome reveal(String... words) {
    List<String> all = new ArrayList<>(List.of("task", "reveal"));
    all.addAll(List.of(words));
    all.addAll(List.of("--as", "alice@example.com", "--key", key(), "--yes"));
    return rig.run(all.toArray(String[]::new));
  }

  @Test
  void aValueIsShownOnATerminalOnceAndTakenAway() {
    server.answers("GET /tasks/9", task(9, "write", "open", null));
    server.answers("POST /tasks/9/reveal", Map.of("parts", Map.of("secret", "c2hvd24tNDcxMQ==")));

    rig.atATerminal("\n");
    Outcome shown = reveal("9");

    assertThat(shown.exit()).isEqualTo(ExitCode.DONE);
    String out = shown.out();
    assertThat(out).contains("write this to sheets:Admin#secret=API token", "shown-4711");
    assertThat(out.indexOf("\u001b[?1049h")).isLessThan(out.indexOf("shown-4711"));
    assertThat(out).endsWith("\u001b[2J\u001b[?1049l");
    assertThat(shown.err()).doesNotContain("shown-4711");
    assertThat(signed(server.last("POST /tasks/9/reveal")).act()).isEqualTo(TaskAct.REVEAL);
  }

  @Test
  void neitherAPipeNorAProgramIsShownAnything() {
    Outcome piped = reveal("9");
    rig.atATerminal("\n");
    Outcome program = reveal("9", "-o", "json");

    assertThat(List.of(piped, program))
        .allSatisfy(refused -> {
          assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
          assertThat(refused.err()).contains("a value is shown on a terminal only");
          assertThat(refused.out()).isEmpty();
        });
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void nothingIsShownForWhatNeedsNoWriting() {
    server.answers("GET /tasks/8", task(8, "revoke", "open", null));
    server.answers("GET /tasks/9", task(9, "write", "handed-in", null));
    rig.atATerminal("\n");

    assertThat(reveal("8").err()).contains("nothing is shown for that");
    assertThat(reveal("9").err()).contains("its value is shown no more");
    assertThat(server.asked()).containsExactly("GET /tasks/8", "GET /tasks/9");
  }
}
