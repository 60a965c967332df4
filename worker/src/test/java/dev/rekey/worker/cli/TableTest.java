// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TableTest {

  private final Table table =
      new Table("ROTATION", "TEAM", "WHY")
          .row("aws-prod/billing/iam-access-key/AKIA1", "payments", "rejected: no rights")
          .row("aws-prod/search/iam-access-key/AKIA2", "search", "");

  private List<String> on(int columns) {
    return table.lines(columns).stream().map(Line::text).toList();
  }

  @Test
  void standsInColumnsWhereThereIsRoom() {
    assertThat(on(100)).hasSize(3).first().asString().startsWith("ROTATION   ");
  }

  @Test
  void onANarrowTerminalEachRowIsABlockOfItsOwn() {
    assertThat(on(40))
        .containsExactly(
            "ROTATION  aws-prod/billing/iam-access-key/AKIA1",
            "TEAM      payments",
            "WHY       rejected: no rights",
            "",
            "ROTATION  aws-prod/search/iam-access-key/AKIA2",
            "TEAM      search",
            "WHY");
  }

  @Test
  void whatIsNarrowItselfStaysATable() {
    assertThat(new Table("A", "B").row("x", "y").lines(40))
        .extracting(Line::text)
        .containsExactly("A  B", "x  y");
  }
}
