// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.sandbox.aws.Call;
import dev.rekey.worker.cli.Rekey;
import dev.rekey.worker.rig.Apps;
import dev.rekey.worker.rig.ChildJvm;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.steering.Shell;
import dev.rekey.worker.up.Embedded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A drill looks at everything for real and changes nothing; a newcomer gets there by the docs. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(600)
class DrillIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> EFFECTS =
      Set.of("CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey");

  private final World world = World.shared();

  private static Timing timing() {
    return new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
  }

  @Test
  void everyReadIsRealNothingIsWrittenAndWhatWouldBeHeldIsSaid(SharedRekey rekey)
      throws IOException {
    try (Apps apps = Apps.start(world)) {
      Responders people = rekey.in("real-drill");
      people.addSystem("web", "health", apps.settings(), 600);
      Leak good = Leak.of(world, "drill-good", 1);
      Leak strange = Leak.of(world, "drill-strange", 1);
      Leak conflict = Leak.of(world, "drill-conflict", 1);
      String stranger = world.leak(strange.user());
      world.place(conflict.paths().getFirst(), good.id());
      people.until("works", PATIENCE, () -> world.consume(good.paths().getFirst()));
      apps.breakDown(strange);
      people.begin();
      people.intake(
          asked("health", Leak.header())
              + asked(check(apps, good), good.row("write"))
              + asked(check(apps, strange), strange.row("write"))
              + asked("", conflict.row("admin").replace("payments", "nobodys-team"))
              + "aws-prod,nobody\n");

      Shell.Said said = new Shell(rekey.home()).run("drill", "real-drill");
      assertThat(said.exit()).as(said.said()).isEqualTo(5);
      assertThat(said.said())
          .contains("readiness   25 %: 1 of 3 rotations would go through, 1 rows are unresolved")
          .containsPattern("drill-good.* refused +ready")
          .containsPattern("HELD.*stranger: " + stranger)
          .contains("unhealthy: " + apps.url(strange) + " answered 503 (expected: 200)")
          .contains("holds another credential", "nobody on the roster owns for team nobodys-team")
          .contains("to aws-prod, without a limit", "nothing was changed anywhere");
      requireUntouched(List.of(good, strange, conflict));
      JsonNode json = people.api().get("/campaigns/real-drill/drills/1").good();
      assertThat(json.get("held").get("conflict").intValue()).isEqualTo(1);
      assertThat(json.get("running").booleanValue()).isFalse();
      assertThat(people.status().get("state").stringValue()).isEqualTo("open");
      rotateOne(rekey.home(), people, good, check(apps, good));
    }
  }

  private static String check(Apps apps, Leak leak) {
    return "web:%s field=/status=UP".formatted(apps.url(leak));
  }

  /** The same line with one cell more. */
  private static String asked(String health, String line) {
    return line.replace("\n", "," + health + "\n");
  }

  private void requireUntouched(List<Leak> leaks) {
    for (Leak leak : leaks) {
      assertThat(world.aws().journal().calls())
          .as("effects on %s", leak.user())
          .filteredOn(call -> call.user().filter(leak.user()::equals).isPresent())
          .filteredOn(call -> EFFECTS.contains(call.action()))
          .extracting(Call::action)
          .containsOnly("CreateAccessKey")
          .hasSize(leak.user().equals("drill-strange") ? 2 : 1);
      String path = leak.paths().getFirst();
      int versions = leak.user().equals("drill-conflict") ? 2 : 1;
      assertThat(world.isReadable(path, versions)).isTrue();
      assertThat(world.isReadable(path, versions + 1)).as("a version more").isFalse();
    }
  }

  /** The same key by one command, up to its approval by somebody else, and on. */
  private void rotateOne(Path home, Responders people, Leak leak, String health) {
    Shell.Said said =
        new Shell(home)
            .run(
                "rotate",
                "aws-prod/" + leak.id(),
                "--kind",
                "iam-access-key",
                "--identity",
                leak.user(),
                "--owner",
                "payments",
                "--privilege",
                "write",
                "--place",
                "bao-prod:secret/" + leak.paths().getFirst(),
                "--health",
                health,
                "--name",
                "rotate-one",
                "--as",
                people.alice.name().value());
    assertThat(said.exit()).as(said.said()).isZero();
    assertThat(said.said()).contains("rekey approve rotate-one --plan 1");
    Responders one = people.in("rotate-one");
    JsonNode plan = one.api().get("/campaigns/rotate-one/plans/latest").good();
    assertThat(plan.at("/rotations/0/health/0").stringValue()).isEqualTo(health);
    PlanSubject subject = new PlanSubject(1, new Digest(plan.get("digest").stringValue()));
    one.decide(one.bob.sign(one.campaign(), subject, Verb.APPROVE, ""), List.of());
    try (Traffic _ = Traffic.start(world, List.of(leak))) {
      one.until("proven", PATIENCE, () -> one.count("proven") == 1);
    }
    assertThat(world.accepts(leak.id(), world.secret(leak.id()))).isFalse();
  }

  @Test
  void aNewcomerDrillsTheExamplesByTheQuickstartAlone(@TempDir Path home, @TempDir Path folder)
      throws Exception {
    Path top = Path.of("..").toAbsolutePath().normalize();
    copy(top.resolve("examples"), folder.resolve("examples"));
    Path launcher = folder.resolve("rekey");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '%s' \"$@\"\n"
            .formatted(
                String.join("' '", ChildJvm.command(List.of("-Xlog:disable"), Rekey.class))));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    try (Embedded _ = Embedded.start(home, 0, timing(), System.out::println)) {
      String said = run(folder, home, commands(top.resolve("docs/quickstart.md")));
      assertThat(said)
          .doesNotContain("Usage:", "unknown", "\tat ")
          .contains("owner office-it: rule 2, service accounts of the office's tools")
          .contains("3 only in inventory.csv", "2 rows are unresolved")
          .containsPattern("readiness   40 %: 2 of 3 rotations would go through")
          .containsPattern("tok-sheets-1.*HELD.*unreachable")
          .contains("attested", "ended with 5");
    }
  }

  private static String commands(Path quickstart) throws IOException {
    String text = Files.readString(quickstart, StandardCharsets.UTF_8);
    String from = text.substring(text.indexOf("<!-- drill:"));
    int begin = from.indexOf("```sh\n") + "```sh\n".length();
    return from.substring(begin, from.indexOf("```", begin));
  }

  private static String run(Path folder, Path home, String commands) throws Exception {
    Path script = folder.resolve("quickstart.sh");
    Files.writeString(
        script,
        commands + "echo ended with $?\n./rekey scope first-drill\n",
        StandardCharsets.UTF_8);
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("REKEY_HOME", home.toString());
    builder.environment().put("COLUMNS", "240");
    builder.start().waitFor();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    System.out.println(text);
    return text;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
