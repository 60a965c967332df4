// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JsonIntakeTest {

  private static final String ALICE =
      """
      {"system":"aws-prod","identity":"alice","kind":"iam-access-key","credential_id":"AKIA1",\
      "owner":"payments","places":["bao:secret/apps/a","bao:secret/apps/b"]}\
      """;

  private static final String FINDING =
      """
      {"SourceMetadata":{"Data":{"Git":{"commit":"77b2a3e","file":"deploy/env.sh",\
      "repository":"https://git.example/acme/app","line":3}}},"SourceName":"trufflehog - git",\
      "DetectorName":"AWS","Verified":true,"Raw":"AKIAIOSFODNN7EXAMPLE",\
      "RawV2":"AKIAIOSFODNN7EXAMPLE:abcdEFGH1234abcdEFGH1234abcdEFGH12345678",\
      "Redacted":"AKIAIOSFODNN7EXAMPLE","ExtraData":{"account":"123456789012",\
      "arn":"arn:aws:iam::123456789012:user/ci/alice"}}\
      """;

  private static IntakeResult read(String list, String... always) {
    ColumnMap map = ColumnMap.of(List.of(), List.of(always), false, new ArrayList<>());
    return Intake.read("list.json", list.getBytes(StandardCharsets.UTF_8), map, Samples.systems());
  }

  private static IntakeResult.Read good(String list, String... always) {
    IntakeResult result = read(list, always);
    assertThat(result).isInstanceOf(IntakeResult.Read.class);
    return (IntakeResult.Read) result;
  }

  private static String message(String list) {
    IntakeResult result = read(list);
    assertThat(result).isInstanceOf(IntakeResult.Unreadable.class);
    return ((IntakeResult.Unreadable) result).mistakes().toString();
  }

  @Test
  void readsAnArrayAListWithinAnObjectAndOneObjectALineAlike() {
    for (String list :
        List.of(
            "[" + ALICE + "]",
            "{\"total\":1,\"items\":[" + ALICE + "]}",
            ALICE,
            ALICE + "\n\n" + ALICE.replace("AKIA1", "AKIA2") + "\n")) {
      ScopeRow row = good(list).rows().getFirst();
      assertThat(row.state()).as(row.reason()).isEqualTo(RowState.RESOLVED);
      assertThat(String.valueOf(row.credential())).contains("alice", "AKIA1", "secret/apps/b");
    }
  }

  @Test
  void keepsAnObjectThatCannotBeRead() {
    List<ScopeRow> rows = good(ALICE + "\n{\"system\":\n" + ALICE.replace("AKIA1", "AKIA2")).rows();

    assertThat(rows)
        .extracting(ScopeRow::state)
        .containsExactly(RowState.RESOLVED, RowState.UNRESOLVED, RowState.RESOLVED);
    assertThat(rows.get(1).line()).isEqualTo(2);
    assertThat(rows.get(1).reason()).contains("not JSON at line 1");
    assertThat(good("[" + ALICE + ",7]").rows().get(1).reason()).contains("not an object");
  }

  @Test
  void saysWhereABrokenDocumentBreaks() {
    assertThat(message("[\n" + ALICE + ",\n {\"a\" 1}]")).contains("not JSON at line 3");
    assertThat(message("[" + "[".repeat(60) + "]".repeat(60) + "]")).contains("not JSON");
    assertThat(message("{\"a\":1,\"a\":2}")).contains("not JSON");
    assertThat(message("[]")).contains("no");
    assertThat(message("{\"a\":[{}],\"b\":[{}]}")).contains("2 lists of objects");
  }

  @Test
  void proposesFlagsForJsonOfAnyShapeThatReadItOnceTheGapsAreFilled() {
    String list =
        """
        {"page":1,"results":[{"Login":"alice","Access key":"AKIAIOSFODNN7EXAMPLE",\
        "stored":{"vault":["bao:secret/apps/a","bao:secret/apps/b"]},"tags":["x","y"]}]}
        """;

    List<String> proposal = ((IntakeResult.Unreadable) read(list)).proposal();

    assertThat(proposal)
        .contains(
            "--column identity=Login",
            "--column credential_id='Access key'",
            "--column places=stored.vault",
            "--always owner=OWNER",
            "--ignore-others");
    ColumnMap map =
        ColumnMap.of(
            List.of("identity=Login", "credential_id=Access key", "places=stored.vault"),
            List.of("owner=payments", "kind=iam-access-key", "system=aws-prod"),
            true,
            new ArrayList<>());
    IntakeResult.Read good =
        (IntakeResult.Read)
            Intake.read("list.json", list.getBytes(StandardCharsets.UTF_8), map, Samples.systems());
    assertThat(good.rows().getFirst().state()).isEqualTo(RowState.RESOLVED);
    assertThat(String.valueOf(good.rows().getFirst().credential()))
        .contains("secret/apps/a", "secret/apps/b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[[[",
        "{\"a\":{\"a\":",
        "[{\"a\":[",
      })
  void aBombOfBracketsIsRefusedInAMoment(String open) {
    assertThat(read(open.repeat(200_000))).isInstanceOf(IntakeResult.Unreadable.class);
    assertThat(read("[{\"system\":" + open.repeat(200_000)))
        .isInstanceOf(IntakeResult.Unreadable.class);
  }

  @Test
  void numbersWithoutEndAndKeysThatStandTwiceActOnNothing() {
    for (String odd :
        List.of(
            "[{\"system\":" + "9".repeat(100_000) + "}]",
            "[{\"system\":1e999999999}]",
            "[{\"system\":\"aws-prod\",\"system\":\"bao\"}]",
            "[{\"system\":\"" + "a".repeat(1_000_000) + "\"}]")) {
      if (read(odd) instanceof IntakeResult.Read read) {
        assertThat(read.rows()).noneMatch(row -> row.state() == RowState.RESOLVED);
      }
    }
  }

  @Test
  void refusesValuesHoweverDeepTheyAre() {
    assertThat(message("[{\"system\":\"aws-prod\",\"auth\":{\"password\":\"hunter2\"}}]"))
        .contains("'auth.password' seems to hold secret values")
        .doesNotContain("hunter2");
  }

  @Test
  void takesTruffleHogsFindingsWithoutTheirValues() {
    IntakeResult.Read read =
        good(FINDING, "system=aws-prod", "owner=payments", "places=bao:secret/apps/a");

    ScopeRow row = read.rows().getFirst();
    assertThat(row.state()).as(row.reason()).isEqualTo(RowState.RESOLVED);
    assertThat(String.valueOf(row.credential()))
        .contains("alice", "AKIAIOSFODNN7EXAMPLE", "seen alive", "deploy/env.sh", "77b2a3e");
    assertThat(read.toString()).doesNotContain("abcdEFGH");
    assertThat(read.notes()).anySatisfy(note -> assertThat(note).contains("TruffleHog"));
  }

  @Test
  void handsFoundValuesOverAsSecretsAndNowhereElse() {
    String older = FINDING.replace("EXAMPLE:", "EXAMPLE").replace("env.sh", "abcdEFGH1234abcd.sh");
    String slack =
        FINDING
            .replace("\"AWS\"", "\"Slack\"")
            .replace("AKIAIOSFODNN7EXAMPLE", "hunter2-and-more")
            .replace("deploy/env.sh", "hooks/hunter2-and-more/x");

    try (IntakeResult.Read read = good(FINDING + "\n" + older + "\n" + slack)) {
      assertThat(read.values().keySet()).containsExactlyInAnyOrder(1, 2, 3);
      for (int line : List.of(1, 2)) {
        assertThat(requireNonNull(read.values().get(line)).says("id", "AKIAIOSFODNN7EXAMPLE"))
            .isTrue();
        assertThat(
                requireNonNull(read.values().get(line))
                    .says("secret", "abcdEFGH1234abcdEFGH1234abcdEFGH12345678"))
            .as("of line %d", line)
            .isTrue();
      }
      assertThat(requireNonNull(read.values().get(3)).says("raw", "hunter2-and-more")).isTrue();
      assertThat(read.toString()).doesNotContain("hunter2", "abcdEFGH1234abcdEFGH");
      assertThat(read.rows().get(2).shown()).contains("hooks/[hidden]/x");
    }
  }

  @Test
  void aSecretInALinkOfAFindingIsHidden() {
    IntakeResult.Read read =
        good(
            FINDING.replace(
                "\"line\":3", "\"link\":\"https://x/?t=hvs.CAESIJ0123456789abcdefghij\""),
            "system=aws-prod",
            "owner=payments",
            "places=bao:secret/apps/a");

    ScopeRow row = read.rows().getFirst();
    assertThat(row.state()).as(row.reason()).isEqualTo(RowState.RESOLVED);
    assertThat(read.toString()).doesNotContain("hvs.CAESIJ0123456789abcdefghij");
  }

  @Test
  void aValueThatCannotBeToldFromItsIdIsNotTaken() {
    String turned =
        FINDING.replace(
            "AKIAIOSFODNN7EXAMPLE:abcdEFGH1234abcdEFGH1234abcdEFGH12345678",
            "abcdEFGH1234abcdEFGH1234abcdEFGH12345678:AKIAIOSFODNN7EXAMPLE");

    try (IntakeResult.Read read = good(turned)) {
      assertThat(read.values()).isEmpty();
      assertThat(read.toString()).doesNotContain("abcdEFGH1234");
    }
  }

  @Test
  void keepsAFindingOfAnUnknownKindAsAnUnresolvedRow() {
    String slack =
        FINDING.replace("\"AWS\"", "\"Slack\"").replace("AKIAIOSFODNN7EXAMPLE", "xoxb-value");

    IntakeResult.Read read = good(FINDING + "\n" + slack, "system=aws-prod");

    ScopeRow row = read.rows().get(1);
    assertThat(row.state()).isEqualTo(RowState.UNRESOLVED);
    assertThat(row.reason()).contains("no kind 'slack'");
    assertThat(row.shown()).contains("found by TruffleHog (Slack, seen alive)");
    assertThat(read.toString()).doesNotContain("xoxb-value");
  }
}
