// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people see of tasks, and how they hand in: never by an option, never shown again. */
@Timeout(60)
class TaskCommandsTest {

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
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
        work,
        "office-it",
        state,
        CommandLineRig.NOW.minus(Duration.ofHours(2)),
        CommandLineRig.NOW.plus(Duration.ofHours(22)),
        "Make a new one.\n\nAccount > API access.",
        credential,
        null,
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
    server.answers("POST /tasks/7/value?credential=tok-2", task(7, "issue", "handed-in", "tok-2"));

    Outcome handed =
        rig.withInput("fresh-4711\n").run("task", "hand-in", "7", "--credential", "tok-2");

    assertThat(handed.exit()).isEqualTo(ExitCode.DONE);
    FakeServer.Asked asked = server.last("POST /tasks/7/value?credential=tok-2");
    assertThat(asked.body()).isEqualTo("fresh-4711");
    assertThat(asked.type()).isEqualTo("application/octet-stream");
    assertThat(handed.out() + handed.err())
        .contains("tok-2, its value is sealed")
        .doesNotContain("fresh-4711");
  }

  @Test
  void aStatementIsHandedInWhereThereIsNoValue() {
    server.answers("GET /tasks/8", task(8, "revoke", "open", null));
    server.answers("POST /tasks/8/statement", task(8, "revoke", "handed-in", null));

    Outcome handed = rig.run("task", "hand-in", "8", "--statement", "revoked; 401 since");

    assertThat(handed.exit()).isEqualTo(ExitCode.DONE);
    assertThat(server.last("POST /tasks/8/statement").body()).isEqualTo("revoked; 401 since");
  }

  @Test
  void whatDoesNotFitIsToldBeforeAnybodyTypesAValue() {
    server.answers("GET /tasks/7", task(7, "issue", "handed-in", "tok-2"));
    server.answers("GET /tasks/8", task(8, "revoke", "open", null));

    Outcome second = rig.withInput("another").run("task", "hand-in", "7");
    Outcome value = rig.withInput("a value").run("task", "hand-in", "8");

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
        "POST /tasks/7/value",
        409,
        Map.of("title", "refused", "status", 409, "detail", "the value is the leaked one"));

    Outcome refused = rig.withInput("leaked").run("task", "hand-in", "7");

    assertThat(refused.exit()).isNotEqualTo(ExitCode.DONE);
    assertThat(refused.err()).contains("the value is the leaked one");
  }
}
