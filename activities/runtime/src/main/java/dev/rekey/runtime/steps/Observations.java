// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What repeated looks saw, kept over attempts and crashes until the step draws its conclusion. */
final class Observations {

  private final JdbcClient jdbc;

  Observations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String operation, Instant at, String verdict, String detail) {
    jdbc.sql(
            "insert into observation (operation, at, verdict, detail)"
                + " values (:operation, :at, :verdict, :detail)")
        .param("operation", operation)
        .param("at", Timestamp.from(at))
        .param("verdict", verdict)
        .param("detail", detail)
        .update();
  }

  /** The looks since the last one that saw anything else than {@code verdict}, oldest first. */
  List<Instant> unbroken(String operation, String verdict) {
    return jdbc.sql(
            "select at from observation where operation = :operation and verdict = :verdict"
                + " and at > coalesce((select max(at) from observation"
                + " where operation = :operation and verdict <> :verdict), '-infinity')"
                + " order by at")
        .param("operation", operation)
        .param("verdict", verdict)
        .query((row, _) -> row.getTimestamp("at").toInstant())
        .list();
  }
}
