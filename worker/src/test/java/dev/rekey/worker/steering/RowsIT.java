// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every row of every list is accounted for, also the rows that nobody can read. */
@Together
@ExtendWith(OneSteered.class)
@Timeout(1500)
class RowsIT {

  private static Steered steered;

  @BeforeAll
  static void open(Steered shared) {
    steered = shared;
  }

  @Test
  void rowsThatCannotBeReadKeepTheCampaignOpenUntilEachIsRuledOut(@TempDir Path folder)
      throws IOException {
    List<Leak> leaks = steered.leak("row", 3);
    Responders people = steered.begin("rows");
    String list =
        Leak.header()
            + leaks.get(0).row("write")
            + "gcp-prod,svc,iam-access-key,AKIAIOSFODNN7EXAMPLE,payments,write,\n"
            + leaks.get(1).row("write")
            + "aws-prod,nobody,iam-access-key\n"
            + "aws-prod,,iam-access-key,AKIAIOSFODNN7EXAMPL2,payments,write,nowhere\n";
    Path leaked = write(folder.resolve("leaked.csv"), list.getBytes(StandardCharsets.UTF_8));
    requireUnreadable(folder, people);

    Shell.Said taken = steered.shell().run("intake", "rows", leaked.toString());
    assertThat(taken.exit()).as("some rows are not resolved").isEqualTo(5);
    assertThat(taken.said())
        .contains("5 rows, 2 resolved, 3 unresolved")
        .containsPattern("(?m)^3 +.*gcp-prod")
        .containsPattern("(?m)^5 +.*cells")
        .containsPattern("(?m)^6 +.*identity");
    Shell.Said twice = steered.shell().run("intake", "rows", leaked.toString());
    assertThat(twice.exit()).isNotZero();
    assertThat(twice.said()).contains("campaign rows has a source leaked.csv already");
    assertThat(rows(people)).as("rows after the same list again").hasSize(5);
    steered.shell().run("intake", "rows", leaked.toString(), "--name", "again.csv");
    assertThat(rows(people)).as("every row of every list").hasSize(10);

    takeInventory(folder, leaks.get(0), leaks.get(2));
    JsonNode plan = people.plan("none");
    assertThat(plan.get("rotations")).as("each credential once").hasSize(3);
    assertThat(steered.shell().run("plan", "show", "rows", "-o", "json").said())
        .contains("aws-prod/" + leaks.get(0).user(), "provisions");
    assertThat(plan.get("unresolved")).hasSize(6);
    try (Traffic _ = Traffic.start(steered.world(), leaks)) {
      people.startApproved();
      people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == 3);
    }
    requireOpen(people, 6);
    people.ruleOut(
        people.bob, "from a manual", row -> isOpen(row) && (line(row) == 3 || line(row) == 5));
    requireOpen(people, 2);
    people.ruleOut(
        people.bob, "no such user", row -> isOpen(row) && source(row).equals("again.csv"));
    requireOpen(people, 1);
    assertThat(steered.shell().run("scope", "rows", "--state", "unresolved").said())
        .contains("leaked.csv:6");
    people.ruleOut(people.bob, "no such user", RowsIT::isOpen);
    byte[] certificate = people.close();
    Aftermath.requireValid(certificate);
    assertThat(accounted(certificate))
        .contains("leaked.csv:3", "again.csv:6", "inventory.csv:2")
        .doesNotContain("inventory.csv:3");
    assertThat(people.status().get("state").stringValue()).isEqualTo("closed");
    leaks.forEach(steered.aftermath()::requireReplaced);
  }

  /** The rows that a certificate says something of. */
  private static List<String> accounted(byte[] certificate) {
    return JsonMapper.builder()
        .build()
        .readTree(certificate)
        .at("/body/rows")
        .valueStream()
        .map(row -> row.get("row").stringValue())
        .toList();
  }

  /** One that the first leaked one makes, and one that nothing reaches. */
  private static void takeInventory(Path folder, Leak maker, Leak made) throws IOException {
    String places = made.row("write").strip();
    Path list =
        write(
            folder.resolve("inventory.csv"),
            (Leak.header().strip()
                    + ",provisioned_by\n"
                    + places
                    + ",aws-prod/"
                    + maker.user()
                    + "\naws-prod,apart,iam-access-key,AKIAIOSFODNN7EXAMPLA,payments,write,"
                    + "bao-prod:secret/apps/apart,\n")
                .getBytes(StandardCharsets.UTF_8));
    Shell.Said taken = steered.shell().run("intake", "rows", list.toString(), "--inventory");
    assertThat(taken.exit()).as(taken.said()).isZero();
    assertThat(steered.shell().run("scope", "rows", "--state", "known").said())
        .contains("inventory.csv:2", "inventory.csv:3");
  }

  private static void requireUnreadable(Path folder, Responders people) throws IOException {
    Path latin = write(folder.resolve("latin.csv"), new byte[] {'a', ',', (byte) 0xe4, '\n'});
    Path headless =
        write(
            folder.resolve("headless.csv"),
            "aws-prod,a,b\naws-prod,c,d\n".getBytes(StandardCharsets.UTF_8));
    for (Path file : List.of(latin, headless, write(folder.resolve("empty.csv"), new byte[0]))) {
      Shell.Said said = steered.shell().run("intake", "rows", file.toString());
      assertThat(said.exit()).as(said.said()).isEqualTo(2);
      assertThat(said.said()).contains("nothing of it was taken in", "expected: ");
    }
    assertThat(rows(people)).as("rows after lists that cannot be read").isEmpty();
  }

  private static void requireOpen(Responders people, int rows) {
    JsonNode draft = people.prepareClosing();
    assertThat(draft.get("body").isNull()).as("no certificate").isTrue();
    assertThat(draft.get("openRows").intValue()).isEqualTo(rows);
  }

  private static List<JsonNode> rows(Responders people) {
    return people.api().get("/campaigns/rows/scope").good().get("rows").valueStream().toList();
  }

  private static boolean isOpen(JsonNode row) {
    return row.get("state").stringValue().equals("unresolved");
  }

  private static int line(JsonNode row) {
    return row.get("line").intValue();
  }

  private static String source(JsonNode row) {
    return row.get("source").stringValue();
  }

  private static Path write(Path file, byte[] content) throws IOException {
    return Files.write(file, content);
  }
}
