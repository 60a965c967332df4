// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.FakeServer.Asked;
import dev.rekey.worker.cli.api.OpenedView;
import dev.rekey.worker.cli.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An answer that is lost is asked for again, and nothing is done twice. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class RepeatedRequestsTest {

  private static final String NEW = "POST /campaigns";

  @TempDir Path folder;

  private CommandLineRig rig = new CommandLineRig(Path.of("."));
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

  private Outcome open() {
    return open("okta");
  }

  private Outcome open(String name) {
    return rig.run(
        "campaign",
        "new",
        name,
        "--cause",
        "c",
        "--exposed-from",
        "2026-11-20",
        "--exposed-until",
        "2026-11-21",
        "--as",
        "alice");
  }

  @Test
  void aLostAnswerIsAskedForAgainUnderTheSameKey() {
    server.breaksOff(NEW).breaksOff(NEW).answers(NEW, new OpenedView("okta", null));

    assertThat(open().exit()).isEqualTo(ExitCode.DONE);

    List<Asked> asked = server.all(NEW);
    assertThat(asked).hasSize(3);
    assertThat(asked).extracting(Asked::key).containsOnly(asked.getFirst().key());
    assertThat(asked).extracting(Asked::body).containsOnly(asked.getFirst().body());
    assertThat(asked.getFirst().key()).hasSizeGreaterThan(16);
  }

  @Test
  void oneThatIsStillCarriedOutIsWaitedFor() {
    server.refuses(
        NEW, 409, new Problem("refused", 409, "this request is being carried out", List.of(), ""));
    server.answers(NEW, new OpenedView("okta", null));

    assertThat(open().exit()).isEqualTo(ExitCode.DONE);
    assertThat(server.all(NEW)).hasSize(2);
  }

  @Test
  void anotherCommandHasAnotherKey() {
    server.answers(NEW, new OpenedView("okta", null));

    open();
    open();

    assertThat(server.all(NEW)).extracting(Asked::key).doesNotHaveDuplicates();
  }

  @Test
  void whatNeverAnswersIsToldAndAQuestionIsAskedOnce() {
    server.breaksOff(NEW).breaksOff("GET /status");

    assertThat(open().exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(server.all(NEW)).hasSize(4);
    assertThat(rig.run("status").exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(server.all("GET /status")).hasSizeBetween(1, 2);
  }

  private static Object refusal(String detail) {
    return new Problem("refused", 409, detail, List.of(), "");
  }

  @Test
  void theSameCommandRunAgainAfterALostAnswerDoesNothingTwice() {
    server.breaksOff(NEW).breaksOff(NEW).breaksOff(NEW).breaksOff(NEW);
    server.replays(NEW, new OpenedView("okta", null));

    assertThat(open().exit()).isEqualTo(ExitCode.UNREACHABLE);
    Outcome again = open();

    assertThat(again.exit()).isEqualTo(ExitCode.DONE);
    assertThat(again.err()).contains("this is that answer, and nothing was done twice");
    assertThat(server.all(NEW)).extracting(Asked::key).hasSize(5).containsOnly(first().key());
  }

  @Test
  void onceItIsAnsweredTheSameCommandIsMeantAnew() {
    server.breaksOff(NEW).breaksOff(NEW).breaksOff(NEW).breaksOff(NEW);
    server.replays(NEW, new OpenedView("okta", null)).answers(NEW, new OpenedView("okta", null));
    open();
    open();

    Outcome third = open();

    assertThat(third.err()).doesNotContain("nothing was done twice");
    assertThat(server.last(NEW).key().substring(0, 36))
        .isNotEqualTo(first().key().substring(0, 36));
  }

  @Test
  void anotherCommandIsNoRepeatOfTheLostOne() {
    server.breaksOff(NEW).breaksOff(NEW).breaksOff(NEW).breaksOff(NEW);
    server.answers(NEW, new OpenedView("jira", null));
    open();

    open("jira");

    assertThat(server.last(NEW).key().substring(0, 36))
        .isNotEqualTo(first().key().substring(0, 36));
  }

  @Test
  void whatTheEarlierRunAskedOtherwiseIsAskedAnew() {
    server.breaksOff(NEW).breaksOff(NEW).breaksOff(NEW).breaksOff(NEW);
    server.refuses(NEW, 409, refusal("Idempotency-Key 'k' was used for another request"));
    server.answers(NEW, new OpenedView("okta", null));
    open();

    Outcome again = open();

    assertThat(again.exit()).isEqualTo(ExitCode.DONE);
    assertThat(again.err()).doesNotContain("nothing was done twice");
    assertThat(server.all(NEW)).hasSize(6);
    assertThat(server.last(NEW).key().substring(0, 36))
        .isNotEqualTo(first().key().substring(0, 36));
  }

  @Test
  void aRefusalIsAnAnswerToo() {
    server.refuses(NEW, 409, refusal("okta is there already"));

    open();
    open();

    assertThat(server.all(NEW)).extracting(Asked::key).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void afterAnHourTheSameWordsAreMeantAnew() throws IOException {
    server.breaksOff(NEW).breaksOff(NEW).breaksOff(NEW).breaksOff(NEW);
    server.answers(NEW, new OpenedView("okta", null));
    open();
    Path folder = rig.home().resolve("unanswered");
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      FileTime before = FileTime.from(CommandLineRig.NOW.minus(Duration.ofMinutes(61)));
      Files.setLastModifiedTime(file, before);
    }

    open();

    assertThat(server.last(NEW).key()).isNotEqualTo(first().key());
    assertThat(folder).isEmptyDirectory();
  }

  private Asked first() {
    return server.all(NEW).getFirst();
  }
}
